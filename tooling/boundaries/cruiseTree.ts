import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser';
import { configuration } from './rules.ts';

/** Reads every module below `folders` of `baseDir` and gives what breaks the rules, and how many modules it read. */
export async function cruiseTree(
  baseDir: string,
  folders: readonly string[],
): Promise<{ modules: number; violations: IViolation[] }> {
  const { output } = await cruise([...folders], {
    ...configuration.options,
    ruleSet: { forbidden: configuration.forbidden ?? [] },
    validate: true,
    baseDir,
  });
  const { summary, modules } = output as ICruiseResult;
  return { modules: modules.filter(({ source }) => /\.tsx?$/.test(source)).length, violations: summary.violations };
}
