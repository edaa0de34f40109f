import { theme } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  name: ReactNode;
  tags?: ReactNode;
  detail?: ReactNode;
  actions?: ReactNode;
}

/** One of a list: what it is, more about it, and what can be done to it. */
export function ListRow({ name, tags, detail, actions }: Props) {
  const { token } = theme.useToken();
  return (
    <li style={{ padding: '12px 0', borderTop: `1px solid ${token.colorBorderSecondary}`, display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
      <div style={{ flex: '1 1 240px', minWidth: 0 }}>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 4, alignItems: 'center' }}>
          <strong style={{ overflowWrap: 'anywhere' }}>{name}</strong>
          {tags}
        </div>
        <div style={{ color: token.colorTextSecondary, overflowWrap: 'anywhere' }}>{detail}</div>
      </div>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 4 }}>{actions}</div>
    </li>
  );
}

export const LIST = { listStyle: 'none', margin: 0, padding: 0 } as const;
