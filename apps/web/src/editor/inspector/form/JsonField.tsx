import type { Mapping } from '@patchbay/expression';
import { opensInto, typedByHand } from '@patchbay/flow';
import { useState } from 'react';
import { t } from '../../../texts/t.ts';
import { useStepContext } from '../stepContext.ts';
import { isPlugged } from './editorValue.ts';
import type { FormField } from './fieldsOf.ts';
import { GroupProblems } from './GroupHead.tsx';
import { JsonText } from './JsonText.tsx';
import { MapRows } from './MapField.tsx';
import { MappingField } from './MappingField.tsx';
import { useShownGroup } from './useShownGroup.ts';

type Mode = 'fields' | 'value' | 'json';

const MODES: readonly { mode: Mode; words: string }[] = [
  { mode: 'fields', words: t('Fields') },
  { mode: 'value', words: t('One value') },
  { mode: 'json', words: 'JSON' },
];

/** Anything at all: put together from named fields, one value plugged in, or typed as JSON. */
export function JsonField({ field, path }: { field: FormField; path: readonly string[] }) {
  const { mappingAt, setMapping, isReadOnly } = useStepContext();
  const mapping = mappingAt(path);
  const group = useShownGroup(path);
  const [chosen, setMode] = useState<Mode>();
  const mode = fits(chosen, mapping) ? chosen : modeOf(mapping);
  const choose = (next: Mode) => {
    setMode(next);
    if (!fits(next, mapping)) setMapping(path, undefined);
  };
  return (
    <div className="group" ref={group}>
      <div className="group-head">
        <span className="title">{field.title}</span>
        <fieldset className="modes">
          <legend className="sr-only">{t('How {title} is filled', { title: field.title })}</legend>
          {MODES.map(({ mode: one, words }) => (
            <button
              key={one}
              type="button"
              aria-pressed={mode === one}
              disabled={isReadOnly || (one === 'json' && mapping !== undefined && typedByHand(mapping) === undefined)}
              onClick={() => choose(one)}
            >
              {words}
            </button>
          ))}
        </fieldset>
      </div>
      {field.description !== undefined && <p className="help">{field.description}</p>}
      <GroupProblems path={path} />
      {mode === 'fields' && <MapRows path={path} title={field.title} offersAll />}
      {mode === 'value' && (
        <MappingField path={path} label={field.title} type="" reading="any" name={field.title} head={false} />
      )}
      {mode === 'json' && (
        <JsonText
          label={field.title}
          value={mapping && typedByHand(mapping)}
          isReadOnly={isReadOnly}
          onValue={(value) => setMapping(path, value === undefined ? undefined : { kind: 'literal', value })}
        />
      )}
    </div>
  );
}

function modeOf(mapping: Mapping | undefined): Mode {
  if (mapping === undefined || opensInto(mapping)?.kind === 'object') return 'fields';
  return opensInto(mapping)?.kind === 'list' ? 'json' : 'value';
}

/** Whether a mapping can be shown this way without losing anything. */
function fits(mode: Mode | undefined, mapping: Mapping | undefined): mode is Mode {
  if (mode === undefined) return false;
  if (mapping === undefined) return true;
  if (mode === 'fields') return opensInto(mapping)?.kind === 'object';
  if (mode === 'json') return typedByHand(mapping) !== undefined;
  return isPlugged(mapping) || opensInto(mapping) === undefined;
}
