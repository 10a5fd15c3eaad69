import { enableCompileCache } from 'node:module';
import { AppError } from '../errors.ts';
import { StartError } from '../startError.ts';
import { readCommandLine, UsageError, usage } from './usage.ts';

enableCompileCache();

const argv = process.argv.slice(2);
// Known before the line is read, so that even a line that cannot be read is answered as a program expects it.
const isForPrograms = argv.includes('--json');

try {
  const line = readCommandLine(argv);
  if (line.help || line.command === '') console.log(usage);
  else {
    const { runCommand } = await import('./runCommand.ts');
    const { data, text } = await runCommand(line);
    console.log(line.json ? JSON.stringify(data, null, 2) : text);
  }
} catch (error) {
  if (!isForPeople(error)) throw error;
  const { name, message } = error;
  const details = error instanceof AppError ? { code: error.code, details: error.details } : { code: name };
  console.error(isForPrograms ? JSON.stringify({ error: { message, ...details } }) : message);
  if (error instanceof UsageError && !isForPrograms) console.error('Add --help to see every command.');
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

function isForPeople(error: unknown): error is AppError | StartError | UsageError {
  return error instanceof AppError || error instanceof StartError || error instanceof UsageError;
}
