import { Button, Typography, theme } from 'antd';
import type { CSSProperties } from 'react';
import type { Assistant } from '../api/types';
import { useSession } from '../account/useSession';
import { useRoute } from '../app/useRoute';
import { AssistantCards } from '../assistants/AssistantCards';
import { AssistantForm } from '../assistants/AssistantForm';
import { useText } from '../i18n';

interface Props {
  style: CSSProperties;
  disabled: boolean;
  /** The one that was chosen. */
  assistant: Assistant | undefined;
  handed: string | undefined;
  ask: (words: string) => Promise<void>;
}

/** What a new conversation shows: the assistants; of the one that was chosen its form and starters. */
export function Welcome({ style, disabled, assistant, handed, ask }: Props) {
  const text = useText();
  const { token } = theme.useToken();
  const { may } = useSession();
  const { openPage } = useRoute();
  return (
    <div style={{ flex: 1, minHeight: 0, overflowY: 'auto', display: 'flex' }}>
      <div style={{ ...style, margin: 'auto', paddingTop: 24, paddingBottom: 24 }}>
        {assistant ? <AssistantForm key={assistant.id} assistant={assistant} disabled={disabled} handed={handed} ask={ask} /> : <>
          <Typography.Title level={1} style={{ fontSize: token.fontSizeHeading2, textAlign: 'center', marginBottom: 8 }}>{text.welcome}</Typography.Title>
          <Typography.Paragraph type="secondary" style={{ textAlign: 'center', marginBottom: 24 }}>{text.welcomeDetail} {text.assistants.choose}</Typography.Paragraph>
          <AssistantCards />
          {may('MANAGE_ASSISTANTS') && <div style={{ textAlign: 'center', marginTop: 12 }}><Button type="link" onClick={() => openPage('assistants')}>{text.assistants.manage}</Button></div>}
        </>}
      </div>
    </div>
  );
}
