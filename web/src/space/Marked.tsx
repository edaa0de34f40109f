import { theme } from 'antd';
import { parts } from './marks';

/** A text in which some places are marked. */
export function Marked({ text, marks }: { text: string; marks: { start: number; end: number }[] }) {
  const { token } = theme.useToken();
  return parts(text, marks).map((part, i) =>
    part.marked ? <mark key={i} style={{ background: token.colorWarningBg, color: token.colorText, fontWeight: 600 }}>{part.text}</mark> : part.text,
  );
}
