import type { Server } from '@patchbay/connector';
import { useState } from 'react';
import { t } from '../../texts/t.ts';
import { SelectField, TextField } from '../../ui/TextField.tsx';
import { serverAddress } from './serverAddress.ts';

/** The addresses that a description names, one to choose, and the parts of it that are the person's own. */
export function ServerChoice({ servers, onAddress }: { servers: readonly Server[]; onAddress(address: string): void }) {
  const [at, setAt] = useState(0);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const server = servers[at];
  const choose = (next: number, given: Readonly<Record<string, string>>) => {
    setAt(next);
    setValues(given);
    const chosen = servers[next];
    const address = chosen && serverAddress(chosen, given);
    if (address !== undefined) onAddress(address);
  };
  return (
    <>
      {servers.length > 1 && (
        <SelectField
          label={t('Which one')}
          value={String(at)}
          onText={(text) => choose(Number(text), {})}
          options={servers.map(({ url, title }, index) => ({
            value: String(index),
            label: title === undefined ? url : `${title} (${url})`,
          }))}
        />
      )}
      {server?.variables?.map(({ name, title, description, default: normal = '', choices }) => {
        const value = values[name] ?? normal;
        const set = (text: string) => choose(at, { ...values, [name]: text });
        if (choices === undefined)
          return <TextField key={name} label={title} hint={description} value={value} onText={set} />;
        return (
          <SelectField
            key={name}
            label={title}
            hint={description}
            value={value}
            onText={set}
            options={choices.map((choice) => ({ value: choice, label: choice }))}
          />
        );
      })}
    </>
  );
}
