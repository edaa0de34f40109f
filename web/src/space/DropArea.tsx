import { CameraOutlined, InboxOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, theme } from 'antd';
import { useRef, useState, type DragEvent } from 'react';
import { useText } from '../i18n';

interface Props {
  /** How large a file may be, in words. */
  most: string;
  take: (files: File[]) => void;
}

/** Where a finger points, `capture` opens the camera; elsewhere it would be one more way to choose a file. */
const HAS_CAMERA = window.matchMedia('(pointer: coarse)').matches;

/** Telephones call every photo the same: the time tells them apart, where the same name would be a new version. */
function photo(file: File) {
  const time = new Date().toISOString().replace(/[:T]/g, '-').slice(0, 19);
  return new File([file], `photo-${time}${/\.[a-z]+$/i.exec(file.name)?.[0] ?? '.jpg'}`, { type: file.type });
}

/** Takes files, dropped, chosen or photographed. */
export function DropArea({ most, take }: Props) {
  const words = useText().space;
  const { token } = theme.useToken();
  const input = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
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
      {HAS_CAMERA && (
        <input
          ref={camera} type="file" accept="image/*" capture="environment" hidden aria-label={words.photo}
          onChange={(e) => {
            take([...(e.target.files ?? [])].map(photo));
            e.target.value = '';
          }}
        />
      )}
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', justifyContent: 'center' }}>
        <Button type="primary" icon={<UploadOutlined />} onClick={() => input.current?.click()}>{words.add}</Button>
        {HAS_CAMERA && <Button icon={<CameraOutlined />} onClick={() => camera.current?.click()}>{words.photo}</Button>}
      </div>
      <div style={{ color: token.colorTextSecondary }}>{words.kinds(most)}</div>
    </div>
  );
}
