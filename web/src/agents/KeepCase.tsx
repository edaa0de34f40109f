import { ExperimentOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { AgentRun } from '../api/types';
import { useText } from '../i18n';
import { agentsApi, DRAFTS } from './api';
import { withCase } from './cases';
import { evaluationsApi } from './evaluationsApi';

/** Adds a run to the cases of its agent's draft. */
export function KeepCase({ run }: { run: AgentRun }) {
  const text = useText();
  const words = text.evaluations;
  const client = useQueryClient();
  const { message } = App.useApp();
  const [sending, setSending] = useState(false);
  const keep = async () => {
    setSending(true);
    try {
      const [added, { draft, revision }] = await Promise.all([evaluationsApi.caseOf(run.id), agentsApi.draft(run.agent)]);
      await agentsApi.change(run.agent, revision, withCase(draft as Record<string, unknown>, added), false);
      void client.invalidateQueries({ queryKey: DRAFTS });
      message.success(words.kept);
    } catch (e) {
      message.error((e as Error).message || text.offline);
    }
    setSending(false);
  };
  return <Button icon={<ExperimentOutlined />} loading={sending} onClick={() => void keep()}>{words.keep}</Button>;
}
