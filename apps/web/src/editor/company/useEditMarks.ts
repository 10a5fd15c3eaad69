import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { announce } from '../statusLine.ts';
import { useSession } from '../useEditor.ts';
import type { Edit } from './createCompany.ts';
import { type EditMark, editMarks, spokenEdit } from './editMarks.ts';
import { useWho } from './useWho.ts';

const SHOWN_MS = 2_000;

/** What others have changed in the last moments, said once as well: somebody who types saves again and again. */
export function useEditMarks(): readonly EditMark[] {
  const { company } = useSession();
  const [marks, setMarks] = useState<readonly EditMark[]>([]);
  const last = useRef<{ edit?: Edit; spoken: string }>({ spoken: '' });
  const tell = useTelling();
  const look = useEffectEvent(() => {
    const edit = company.getEdit();
    if (edit === undefined || edit === last.current.edit) return;
    const { made, spoken } = tell(edit);
    if (spoken !== '' && spoken !== last.current.spoken) announce(spoken);
    last.current = { edit, spoken };
    if (made.length === 0) return;
    setMarks((before) => [...before.filter(({ id }) => made.every((mark) => mark.id !== id)), ...made]);
    setTimeout(() => setMarks((before) => before.filter((mark) => !made.includes(mark))), SHOWN_MS);
  });
  useEffect(() => {
    // The edit that this was fetched for has been heard already.
    const soon = setTimeout(() => look());
    const unwatch = company.subscribe(() => look());
    return () => {
      clearTimeout(soon);
      unwatch();
    };
  }, [company]);
  return marks;
}

/** What an edit is in words, with the name of whoever made it. */
function useTelling() {
  const { catalog } = useSession();
  const whoIn = useWho();
  return ({ clientId, diff }: Edit) => {
    const who = whoIn(clientId);
    const made = editMarks(diff, { who, inputOf: ({ uses }) => catalog.find(uses)?.input });
    return { made, spoken: spokenEdit(made, diff, who) };
  };
}
