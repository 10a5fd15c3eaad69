import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { beginTwoFactor, endTwoFactor, newRecoveryCodes, type TwoFactorSetup } from '../../../api/account.ts';
import { useTRPC } from '../../../api/trpc.ts';
import { useSession, useWorkspace } from '../../../app/session.ts';
import { t } from '../../../texts/t.ts';
import { Band } from '../../../ui/Band.tsx';
import { Button } from '../../../ui/Button.tsx';
import { FormDialog } from '../../../ui/Dialog.tsx';
import { Badge } from '../../../ui/StatusBadge.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { toast } from '../../../ui/toastStore.ts';
import { RecoveryCodes, SetUpTwoFactor } from './SetUpTwoFactor.tsx';
import { useAttempt } from './useAttempt.ts';

type Deed = 'begin' | 'end' | 'codes';

const deeds: Record<Deed, { title: string; submit: string; why: string }> = {
  begin: {
    title: t('Set up two-factor sign-in'),
    submit: t('Go on'),
    why: t('Your password, to be sure that it is you.'),
  },
  end: {
    title: t('Switch two-factor off'),
    submit: t('Switch off'),
    why: t('From then on, your password is enough to get in.'),
  },
  codes: {
    title: t('Make other recovery codes'),
    submit: t('Make them'),
    why: t('The ones from before work no more then.'),
  },
};

/** Whether signing in asks for a code, and the ways to set that up, to switch it off, and to other recovery codes. */
export function TwoFactorCard() {
  const { isOn, reload } = useTwoFactor();
  const [deed, setDeed] = useState<Deed>();
  const [setup, setSetup] = useState<TwoFactorSetup>();
  const [codes, setCodes] = useState<readonly string[]>();
  const done: Record<Deed, (password: string) => Promise<void>> = {
    begin: async (password) => setSetup(await beginTwoFactor(password)),
    end: async (password) => {
      await endTwoFactor(password);
      toast({ text: t('Two-factor sign-in is off.') });
      await reload();
    },
    codes: async (password) => setCodes(await newRecoveryCodes(password)),
  };
  const confirmed = async () => {
    setCodes(setup?.recoveryCodes);
    setSetup(undefined);
    await reload();
  };
  return (
    <section className="card settings-card" aria-labelledby="two-factor">
      <div className="settings-row">
        <h2 id="two-factor">{t('Two-factor sign-in')}</h2>
        {isOn ? <Badge tone="success">{t('On')}</Badge> : <Badge>{t('Off')}</Badge>}
      </div>
      <p className="muted two-factor-lead">
        {t('A code from an app on your phone, besides the password. Who learns your password does not get in with it.')}
      </p>
      {isOn ? (
        <div className="settings-row">
          <Button onClick={() => setDeed('codes')}>{t('Other recovery codes')}</Button>
          <Button look="danger" onClick={() => setDeed('end')}>
            {t('Switch off')}
          </Button>
        </div>
      ) : (
        <Button onClick={() => setDeed('begin')}>{t('Set up')}</Button>
      )}
      {deed && <AskPassword deed={deed} act={done[deed]} onClose={() => setDeed(undefined)} />}
      {setup && (
        <SetUpTwoFactor setup={setup} onConfirmed={() => void confirmed()} onClose={() => setSetup(undefined)} />
      )}
      {codes && <RecoveryCodes codes={codes} onClose={() => setCodes(undefined)} />}
    </section>
  );
}

function useTwoFactor() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const { user } = useSession();
  const { data = [] } = useQuery(trpc.workspace.members.queryOptions({ workspaceId }));
  return {
    isOn: data.some(({ userId, hasTwoFactor }) => userId === user.id && hasTwoFactor),
    reload: async () => {
      await queries.invalidateQueries({ queryKey: trpc.workspace.members.queryKey() });
      await queries.invalidateQueries({ queryKey: trpc.session.list.queryKey() });
    },
  };
}

function AskPassword({
  deed,
  act,
  onClose,
}: {
  deed: Deed;
  act: (password: string) => Promise<void>;
  onClose: () => void;
}) {
  const [password, setPassword] = useState('');
  const { run, busy, problem } = useAttempt();
  const { title, submit, why } = deeds[deed];
  const send = () =>
    run(async () => {
      await act(password);
      onClose();
    });
  return (
    <FormDialog
      title={title}
      opened
      onClose={onClose}
      onSubmit={() => void send()}
      submit={submit}
      busy={busy}
      width={420}
    >
      {problem && <Band tone="danger">{problem}</Band>}
      <TextField
        label={t('Password')}
        kind="password"
        autoComplete="current-password"
        data-autofocus
        required
        hint={why}
        value={password}
        onText={setPassword}
      />
    </FormDialog>
  );
}
