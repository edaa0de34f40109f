import { Switch } from 'antd';
import { useId, useState } from 'react';

interface Props {
  label: string;
  detail?: string;
  checked: boolean;
  disabled?: boolean;
  set: (wanted: boolean) => Promise<unknown>;
}

/** A switch with its words beside it, which waits while the server is told. */
export function LabelledSwitch({ label, detail, checked, disabled = false, set }: Props) {
  const id = useId();
  const [saving, setSaving] = useState(false);
  const change = async (wanted: boolean) => {
    setSaving(true);
    await set(wanted).finally(() => setSaving(false));
  };
  return (
    <div style={{ display: 'flex', gap: 12, alignItems: 'flex-start' }}>
      <Switch aria-labelledby={id} aria-describedby={detail ? `${id}-detail` : undefined} checked={checked} disabled={disabled} loading={saving} onChange={(wanted) => void change(wanted)} />
      <div>
        <div id={id}>{label}</div>
        {detail && <small id={`${id}-detail`}>{detail}</small>}
      </div>
    </div>
  );
}
