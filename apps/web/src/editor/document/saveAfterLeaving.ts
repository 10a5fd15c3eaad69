import { t } from '../../texts/t.ts';
import type { DraftSaver } from './DraftSaver.ts';

type Place = {
  /** Says one sentence on the page the person is on now. */
  tell(sentence: string): void;
  /** Asks before the whole page goes, until the returned function is called. */
  guard(): () => void;
};

/** The person went to another page of Patchbay: what waits is still sent, also when the server is gone for a while. */
export function saveAfterLeaving(saver: DraftSaver, { tell, guard }: Place): void {
  let isTold = false;
  const release = guard();
  const unsubscribe = saver.subscribe(look);
  void saver.flush();
  look();

  function look() {
    const state = saver.getState();
    if (state.kind === 'saved') return end();
    if (state.kind === 'refused') {
      end();
      return tell(t('The last change to the flow you left is not saved. {message}', { message: state.message }));
    }
    if (state.kind === 'conflict') {
      tell(t('Somebody else changed the same thing in the flow you left. Theirs was kept.'));
      saver.choose('theirs');
    } else if (state.kind === 'offline' && !isTold) {
      isTold = true;
      tell(t('You are offline. Your last changes to the flow wait here and are saved when you are back.'));
    }
  }

  function end() {
    unsubscribe();
    release();
    saver.stop();
  }
}
