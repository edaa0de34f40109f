import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Select, Typography } from 'antd';
import { api } from '../api/client';
import type { Model } from '../api/types';
import { useText } from '../i18n';
import { bytes } from '../i18n/units';
import { isHere, modelNamed, useModels } from './useModels';

interface Props {
  conversationId: string | undefined;
  /** For the next new conversation. */
  wanted: string;
  choose: (name: string) => void;
}

/** Who answers in this conversation. */
export function ModelPicker({ conversationId, wanted, choose }: Props) {
  const text = useText();
  const client = useQueryClient();
  const { message } = App.useApp();
  const { models } = useModels();
  const { data: conversation } = useQuery({
    queryKey: ['conversation', conversationId], queryFn: () => api.conversation(conversationId!), enabled: conversationId !== undefined,
  });
  const current = modelNamed(models, conversation?.model ?? wanted);

  const change = (name: string) => {
    choose(name);
    if (conversationId === undefined) return;
    api.change(conversationId, { model: name })
      .then((changed) => client.setQueryData(['conversation', conversationId], changed))
      .catch((e: Error) => message.error(e.message));
  };

  const state = (m: Model) => (m.state === 'LOADED' ? text.stateLoaded : isHere(m) ? text.statePresent : text.stateAbsent);
  return (
    <Select
      aria-label={text.model} variant="borderless" loading={!models} value={current?.name ?? null} onChange={change} popupMatchSelectWidth={false}
      style={{ minWidth: 120, maxWidth: 260, flexShrink: 1 }}
      options={models?.map((m) => ({ value: m.name, label: m.title, model: m }))}
      optionRender={(option) => (
        <div style={{ padding: '2px 0' }}>
          <div>{option.label}</div>
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {option.data.model.provider === 'local'
              ? `${bytes(option.data.model.sizeBytes)} · ${option.data.model.licence} · ${state(option.data.model)}`
              : option.data.model.provider}
          </Typography.Text>
        </div>
      )}
    />
  );
}
