import { Tooltip, theme } from 'antd';
import type { Message } from '../api/types';
import { useText } from '../i18n';
import { figure } from '../i18n/units';
import { yuan } from '../usage/figures';

/** What an answer took: rate, tokens, energy, money. */
export function Stats({ message }: { message: Message }) {
  const text = useText();
  const { token } = theme.useToken();
  const parts = [
    message.tokensPerSecond !== null && text.tokensPerSecond(figure(message.tokensPerSecond)),
    message.joules !== null && text.joules(figure(message.joules), message.joulesMeasured === true),
    message.yuan != null && message.yuan > 0 && yuan(message.yuan),
  ].filter((part) => part !== false);
  if (parts.length === 0) return null;

  const detail = [
    message.model,
    message.completionTokens !== null && text.tokensInOut(message.promptTokens ?? 0, message.completionTokens),
    message.durationMs !== null && text.inAll(figure(message.durationMs / 1000)),
    message.joulesMeasured ? text.joulesMeasured : text.joulesModelled,
    message.yuan != null && text.yuanDetail,
  ].filter((part) => part !== false && part !== null);
  return (
    <Tooltip title={detail.map((line) => <div key={line}>{line}</div>)}>
      <span tabIndex={0} aria-label={`${text.stats}: ${[...parts, ...detail].join(', ')}`} role="note" style={{ marginInlineStart: 8, fontSize: token.fontSizeSM }}>
        {parts.join(' · ')}
      </span>
    </Tooltip>
  );
}
