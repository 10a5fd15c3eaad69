import { Dialog } from '../../ui/Dialog.tsx';
import { keyList } from './keyList.ts';
import './shortcuts.css';
import { t } from '../../texts/t.ts';

/** The sheet of all keys. */
export function Shortcuts({ onClose }: { onClose(): void }) {
  return (
    <Dialog title={t('Keyboard shortcuts')} opened onClose={onClose} width={760}>
      <div className="shortcuts">
        {keyList.map(({ title, keys }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map((shortcut) => (
                <div key={shortcut.keys}>
                  <dt>
                    {shortcut.keys.split(' ').map((key) => (
                      <kbd key={key} className="kbd" translate="no">
                        {key}
                      </kbd>
                    ))}
                  </dt>
                  <dd>{shortcut.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
