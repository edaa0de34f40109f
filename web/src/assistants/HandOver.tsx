import { ExportOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useRoute } from '../app/useRoute';
import { useText } from '../i18n';
import { foreign } from '../memory/foreign';
import { begin, useAssistants, useLanguage } from './useAssistants';

/** Sends an answer to another assistant: a new conversation begins with it. */
export function HandOver({ content }: { content: string }) {
  const text = useText();
  const language = useLanguage();
  const { open } = useRoute();
  const { assistants } = useAssistants();

  const send = (assistant: string) => {
    foreign(content);
    begin({ assistant, text: content });
    open(undefined);
  };
  const items = assistants?.map(({ id, manifest }) => ({ key: id, label: manifest.name[language] })) ?? [];
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => send(key) }}>
      <Button type="text" size="small" icon={<ExportOutlined />} aria-label={text.assistants.sendTo} title={text.assistants.sendTo} />
    </Dropdown>
  );
}
