import { FileTextOutlined, FormOutlined, MessageOutlined, RightOutlined } from '@ant-design/icons';
import { theme } from 'antd';
import type { FoundThing } from '../api/types';
import { useText } from '../i18n';
import { Marked } from '../space/Marked';
import type { Choice } from './usePalette';

interface Props {
  id: string;
  choice: Choice;
  active: boolean;
  point: () => void;
  take: () => void;
}

const ICONS: Record<FoundThing['kind'], React.ReactNode> = { CONVERSATION: <MessageOutlined />, NOTE: <FormOutlined />, FILE: <FileTextOutlined /> };

/** One line or two of the search: what it is called, and where the words stand. The field keeps the focus. */
export function ChoiceRow({ id, choice, active, point, take }: Props) {
  const text = useText();
  const { token } = theme.useToken();
  const { found } = choice;
  const one = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return (
    <div
      id={id} role="option" aria-selected={active} onMouseMove={point} onMouseDown={(e) => e.preventDefault()} onClick={take}
      style={{ display: 'flex', gap: 12, alignItems: 'baseline', padding: 8, borderRadius: token.borderRadius, cursor: 'pointer', ...(active && { background: token.controlItemBgActive }) }}
    >
      <span aria-hidden style={{ color: token.colorTextSecondary }}>{found ? ICONS[found.kind] : <RightOutlined />}</span>
      <div style={{ minWidth: 0, flex: 1 }}>
        <div style={one}>
          {found && choice.title ? <Marked text={found.title} marks={found.titleMarks} /> : choice.title || text.untitled}
          {found?.place && <span style={{ color: token.colorTextSecondary }}> · {found.place}</span>}
        </div>
        {found?.text && <div style={{ ...one, color: token.colorTextSecondary, fontSize: token.fontSizeSM }}><Marked text={found.text} marks={found.textMarks} /></div>}
      </div>
    </div>
  );
}
