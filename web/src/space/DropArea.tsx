import { InboxOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, theme } from 'antd';
import { useRef, useState, type DragEvent } from 'react';
import { useText } from '../i18n';

interface Props {
  /** How large a file may be, in words. */
  most: string;
  take: (files: File[]) => void;
}

/** Takes files, dropped or chosen. */
export function DropArea({ most, take }: Props) {
  const words = useText().space;
  const { token } = theme.useToken();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  const drop = (e: DragEvent) => {
    e.preventDefault();
    setOver(false);
    // a folder is no file: what the browser gives for one has no type and can't be read
    const files = [...e.dataTransfer.items].filter((item) => item.webkitGetAsEntry()?.isDirectory !== true).map((item) => item.getAsFile());
    take(files.filter((file) => file !== null));
  };

  return (
    <div
      onDragOver={(e) => { e.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      style={{
        border: `1px dashed ${over ? token.colorPrimary : token.colorBorder}`, borderRadius: token.borderRadiusLG, background: over ? token.colorPrimaryBg : token.colorFillAlter,
        padding: 24, textAlign: 'center', display: 'grid', gap: 8, justifyItems: 'center',
      }}
    >
      <InboxOutlined style={{ fontSize: 32, color: token.colorTextSecondary }} aria-hidden />
      <div>{words.drop}</div>
      <input
        ref={input} type="file" multiple hidden aria-label={words.add}
        onChange={(e) => {
          take([...(e.target.files ?? [])]);
          e.target.value = '';
        }}
      />
      <Button type="primary" icon={<UploadOutlined />} onClick={() => input.current?.click()}>{words.add}</Button>
      <div style={{ color: token.colorTextSecondary }}>{words.kinds(most)}</div>
    </div>
  );
}
