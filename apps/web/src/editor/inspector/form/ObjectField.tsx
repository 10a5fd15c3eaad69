import { IconPlug, IconPlugOff } from '@tabler/icons-react';
import { useContext, useState } from 'react';
import { t } from '../../../texts/t.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useStepContext } from '../stepContext.ts';
import { isPlugged } from './editorValue.ts';
import { FieldList } from './FieldList.tsx';
import { type FormField, fieldsOf } from './fieldsOf.ts';
import { FocusRequestContext } from './focusRequest.ts';
import { GroupHead, GroupProblems } from './GroupHead.tsx';
import { MappingField } from './MappingField.tsx';
import { isOpenAtFirst } from './openAtFirst.ts';

/** A field made of fields, indented; or plugged in as a whole. */
export function ObjectField({ field, path }: { field: FormField; path: readonly string[] }) {
  const { mappingAt, setMapping, isReadOnly } = useStepContext();
  const mapping = mappingAt(path);
  const request = useContext(FocusRequestContext);
  const [isWhole, setWhole] = useState(false);
  const [chosen, setOpen] = useState<boolean>();
  const isAsked = request?.field[path.length - 1] === field.name;
  const isOpen = chosen ?? (isOpenAtFirst(field, path) || mapping !== undefined || isAsked);
  if (isWhole || isPlugged(mapping)) {
    const leave = () => {
      setWhole(false);
      setMapping(path, undefined);
    };
    return <WholeObject field={field} path={path} onLeave={leave} />;
  }
  return (
    <div className="group">
      <GroupHead
        title={field.title}
        type={field.required ? t('Fields') : t('Optional')}
        hint={field.description}
        isOpen={isOpen}
        onToggle={() => setOpen(!isOpen)}
        actions={
          !isReadOnly &&
          mapping === undefined && (
            <IconButton
              small
              label={t('Plug in all of it')}
              icon={<IconPlug size={15} stroke={1.75} aria-hidden />}
              onClick={() => setWhole(true)}
            />
          )
        }
      />
      <GroupProblems path={path} />
      {isOpen && (
        <div className="inside">
          <FieldList fields={fieldsOf(field.schema, field.root)} path={path} />
        </div>
      )}
    </div>
  );
}

type WholeProps = { field: FormField; path: readonly string[]; onLeave(): void };

function WholeObject({ field, path, onLeave }: WholeProps) {
  const { isReadOnly } = useStepContext();
  const leave = (
    <IconButton
      small
      label={t('Fill field by field')}
      icon={<IconPlugOff size={15} stroke={1.75} aria-hidden />}
      onClick={onLeave}
    />
  );
  return (
    <MappingField
      path={path}
      label={field.title}
      type={field.typeText}
      hint={field.description}
      reading="any"
      aside={!isReadOnly && leave}
    />
  );
}
