import type { Json } from '@patchbay/expression';
import type { Pool } from 'pg';
import { type SampleKey, type SampleStore, sampleLimits } from '../samples/sampleStore.ts';
import { isUuid } from './runFilter.ts';

type Line = { step_id: string; is_pin: boolean; name: string; bytes: number; updated_at: Date };

const ONE = 'flow_id = $1 and step_id = $2 and is_pin = $3 and name = $4';

/** Samples and pins in PostgreSQL. */
export function createSampleStore(pool: Pool): SampleStore {
  return {
    async list(flowId) {
      if (!isUuid(flowId)) return [];
      const { rows } = await pool.query<Line>(
        `select step_id, is_pin, name, octet_length(value) as bytes, updated_at from step_sample
          where flow_id = $1 order by step_id, is_pin desc, name`,
        [flowId],
      );
      return rows.map(({ step_id, is_pin, name, bytes, updated_at }) => ({
        stepId: step_id,
        isPin: is_pin,
        name,
        bytes,
        updatedAt: updated_at.toISOString(),
      }));
    },

    async get(key) {
      const { rows } = await pool.query<{ value: string }>(`select value from step_sample where ${ONE}`, valuesOf(key));
      return rows[0] === undefined ? null : { value: JSON.parse(rows[0].value) as unknown };
    },

    async pins(flowId) {
      const { rows } = await pool.query<{ step_id: string; value: string }>(
        'select step_id, value from step_sample where flow_id = $1 and is_pin',
        [flowId],
      );
      return new Map(rows.map(({ step_id, value }) => [step_id, JSON.parse(value) as Json]));
    },

    async set(key, text) {
      const { rowCount } = await pool.query(
        `insert into step_sample (flow_id, step_id, is_pin, name, value)
          select $1, $2, $3, $4, $5 where exists (select from step_sample where ${ONE})
            or (select count(*) from step_sample where flow_id = $1) < ${sampleLimits.samples}
          on conflict (flow_id, step_id, is_pin, name) do update set value = excluded.value, updated_at = now()`,
        [...valuesOf(key), text],
      );
      return rowCount === 1;
    },

    async remove(key) {
      await pool.query(`delete from step_sample where ${ONE}`, valuesOf(key));
    },
  };
}

/** PostgreSQL keeps no NUL. */
function valuesOf({ flowId, stepId, isPin, name }: SampleKey): unknown[] {
  return [flowId, stepId, isPin, name.replaceAll('\0', '').toWellFormed()];
}
