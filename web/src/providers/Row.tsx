import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { Button, Popconfirm, Tag, theme } from 'antd';
import type { ReactNode } from 'react';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';

interface Props {
  name: string;
  detail: ReactNode;
  isFixed: boolean;
  tags?: ReactNode;
  actions?: ReactNode;
  edit: () => void;
  remove: () => void;
}

/** One provider or alias in its list. */
export function Row({ name, detail, isFixed, tags, actions, edit, remove }: Props) {
  const text = useText().providers;
  const { token } = theme.useToken();
  const { may } = useSession();
  return (
    <li style={{ padding: '12px 0', borderTop: `1px solid ${token.colorBorderSecondary}`, display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
      <div style={{ flex: '1 1 240px', minWidth: 0 }}>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 4, alignItems: 'center' }}>
          <strong>{name}</strong>
          {tags}
          {isFixed && <Tag>{text.fixed}</Tag>}
        </div>
        <div style={{ color: token.colorTextSecondary, overflowWrap: 'anywhere' }}>{detail}</div>
      </div>
      <div style={{ display: 'flex', gap: 4 }}>
        {actions}
        {!isFixed && may('MANAGE_MODELS') && (
          <>
            <Button type="text" icon={<EditOutlined />} aria-label={text.edit(name)} title={text.editShort} onClick={edit} />
            <Popconfirm title={text.remove(name)} okText={text.removeShort} onConfirm={remove}>
              <Button type="text" danger icon={<DeleteOutlined />} aria-label={text.remove(name)} title={text.removeShort} />
            </Popconfirm>
          </>
        )}
      </div>
    </li>
  );
}
