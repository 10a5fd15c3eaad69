import { useSession as useSignedIn } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { useSession } from '../useEditor.ts';

/** Whose tab it is, as it is told to the person here. */
export function useWho(): (clientId: string | undefined) => string {
  const { company } = useSession();
  const me = useSignedIn().user.id;
  return (clientId) => {
    const visitor = clientId === undefined ? undefined : company.whoIn(clientId);
    return visitor?.userId === me ? t('Your other tab') : (visitor?.name ?? t('Somebody'));
  };
}
