import { CameraOutlined, FolderAddOutlined, InboxOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, theme } from 'antd';
import { useRef, useState, type DragEvent } from 'react';
import { useText } from '../i18n';
import { placed, placedIn, type Placed } from './folders';

declare module 'react' {
  interface InputHTMLAttributes<T> {
    webkitdirectory?: T extends HTMLInputElement ? string : never;
  }
}

interface Props {
  /** How large a file may be, in words. */
  most: string;
  take: (files: Placed[]) => void;
}

/** Where a finger points, `capture` opens the camera; elsewhere it would be one more way to choose a file. */
const HAS_CAMERA = window.matchMedia('(pointer: coarse)').matches;

/** Telephones call every photo the same: the time tells them apart, where the same name would be a new version. */
function photo(file: File) {
  const time = new Date().toISOString().replace(/[:T]/g, '-').slice(0, 19);
  return new File([file], `photo-${time}${/\.[a-z]+$/i.exec(file.name)?.[0] ?? '.jpg'}`, { type: file.type });
}

/** Takes files and whole folders, dropped, chosen or photographed. */
export function DropArea({ most, take }: Props) {
  const words = useText().space;
  const { token } = theme.useToken();
  const input = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  const drop = (e: DragEvent) => {
    e.preventDefault();
    setOver(false);
    void placedIn(e.dataTransfer.items).then(take);
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
          take(placed(e.target.files ?? []));
          e.target.value = '';
        }}
      />
      {HAS_CAMERA && (
        <input
          ref={camera} type="file" accept="image/*" capture="environment" hidden aria-label={words.photo}
          onChange={(e) => {
            take(placed([...(e.target.files ?? [])].map(photo)));
            e.target.value = '';
          }}
        />
      )}
      <input
        ref={folder} type="file" multiple hidden aria-label={words.addFolder} webkitdirectory=""
        onChange={(e) => {
          take(placed(e.target.files ?? []));
          e.target.value = '';
        }}
      />
      <div style={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'center', gap: 8 }}>
        <Button type="primary" icon={<UploadOutlined />} onClick={() => input.current?.click()}>{words.add}</Button>
        <Button icon={<FolderAddOutlined />} onClick={() => folder.current?.click()}>{words.addFolder}</Button>
        {HAS_CAMERA && <Button icon={<CameraOutlined />} onClick={() => camera.current?.click()}>{words.photo}</Button>}
      </div>
      <div style={{ color: token.colorTextSecondary }}>{words.kinds(most)}</div>
    </div>
  );
}
