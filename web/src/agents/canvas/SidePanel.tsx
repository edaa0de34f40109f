import { Drawer, theme } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';

interface Props {
  label: string;
  narrow: boolean;
  /** Under the canvas, where a page has no room beside it. */
  below?: boolean;
  close: () => void;
  keys?: (e: KeyboardEvent) => void;
  children: ReactNode;
}

/** What is said of a node: beside the canvas where there is room, else in a drawer over it. */
export function SidePanel({ label, narrow, below, close, keys, children }: Props) {
  const { token } = theme.useToken();
  const inner = { display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)', alignContent: 'start' } as const;
  const onKeyDown = (e: KeyboardEvent) => {
    keys?.(e);
    if (e.key !== 'Escape' || e.defaultPrevented) return;
    e.preventDefault();
    close();
  };
  if (narrow) {
    return (
      <Drawer open placement="bottom" size="70%" closable={false} onClose={close} aria-label={label} styles={{ body: { padding: 16 } }}>
        <div onKeyDown={onKeyDown} data-panel style={inner}>{children}</div>
      </Drawer>
    );
  }
  return (
    <aside aria-label={label} onKeyDown={onKeyDown} data-panel style={{ ...inner, ...(!below && { width: 340, flex: 'none', overflowY: 'auto' }), boxSizing: 'border-box', padding: 16, border: `1px solid ${token.colorBorder}`, borderRadius: 6, background: token.colorBgContainer }}>
      {children}
    </aside>
  );
}
