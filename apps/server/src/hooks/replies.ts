import type { ServerResponse } from 'node:http';
import type { Answer } from '@patchbay/execution';
import { type Problem, problems, writeProblem } from './problem.ts';
import type { RequestSettings } from './triggerSettings.ts';
import { writeAnswer, writeJson } from './writeAnswer.ts';
import { isFileAnswer, type KeptFiles, writeFileAnswer } from './writeFileAnswer.ts';

/** How whoever waits at the other end is told what became of the run: a program in JSON, a person in pages. */
export type Replies = {
  /** What the flow's respond step says. */
  answered(answer: Answer): void;
  /** The run has ended well, without an answer of its own. */
  finished(runId: string): void;
  /** The run is stored and goes on by itself; `reason`: what holds it up. */
  accepted(runId: string, reason?: string): void;
  /** The run is stored and has ended without success. */
  failed(why: { code: string; detail: string; runId: string }): void;
  /** Nothing is stored: it has to be sent again. */
  away(): void;
};

/** Replies to a program. */
export function jsonReplies(response: ServerResponse, { answer, atOnce }: RequestSettings, kept: KeptFiles): Replies {
  return {
    answered(answer) {
      if (isFileAnswer(answer)) void writeFileAnswer(response, answer, kept);
      else writeAnswer(response, answer);
    },
    finished: (runId) => writeJson(response, 200, { ok: true, runId }),
    accepted(runId, reason) {
      if (answer === 'at-once') writeAtOnce(response, { ...atOnce, runId });
      else writeJson(response, 202, { runId, ...(reason !== undefined && { reason }) });
    },
    failed({ code, detail, runId }) {
      const problem: Problem = { status: 502, code, title: 'The flow did not finish', detail, runId };
      writeProblem(response, problem);
    },
    away: () => writeProblem(response, problems.away),
  };
}

function writeAtOnce(
  response: ServerResponse,
  { status, text, runId }: { status: number; text: string; runId: string },
) {
  if (status === 204) writeAnswer(response, { status, contentType: 'text/plain; charset=utf-8', body: undefined });
  else if (text === '') writeJson(response, status, { runId });
  else writeAnswer(response, { status, contentType: 'text/plain; charset=utf-8', body: text });
}
