import { type FunctionDefinition, p, text } from './define.ts';

export const textFunctions: readonly FunctionDefinition[] = [
  {
    name: 'upper',
    group: 'text',
    sentence: 'The text in capital letters.',
    parameters: [p('text', 'text')],
    result: text,
    example: { formula: 'upper("eur")', result: 'EUR' },
    run: (value: string) => value.toUpperCase(),
  },
];
