export { filled, type Names, type Value, type WithValues } from './filled.ts';
export {
  type Language,
  type Message,
  messageOf,
  type Said,
  type SaidValue,
  say,
  sayAll,
  sayCount,
  sayEither,
  type Saying,
  saidOf,
  spell,
} from './say.ts';
