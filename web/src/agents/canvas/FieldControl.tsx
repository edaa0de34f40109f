import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select, Switch, theme } from 'antd';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { useText } from '../../i18n';
import { FilledText } from './FilledText';
import type { FormField } from './forms';
import { isObject, listIn, textIn, type Json, type Path } from './graph';

/** What a form needs to know around its fields. */
export interface FormAround {
  /** Puts another value there; undefined takes the field out. */
  put: (path: Path, value: unknown, typing: boolean) => void;
  /** What is wrong at a place of the node, in words. */
  faultsAt: (place: string) => string[];
  targets: string[];
  models: string[];
  references: string[];
}

/** How values are compared. */
export const COMPARISONS = ['equal', 'contains', 'empty', 'greater', 'less', 'longer', 'shorter', 'number', 'json'];

/** Whether that is with something. */
export const compares = (is: unknown) => is !== 'empty' && is !== 'number' && is !== 'json';

/** A field with its name, its help and what is wrong with it. */
export function Labelled({ label, help, faults, needed, plain, children }: { label: string; help?: string; faults: string[]; needed?: boolean; plain?: boolean; children: (ids: { id: string; described: string }) => ReactNode }) {
  const words = useText().canvas;
  const { token } = theme.useToken();
  const id = useId();
  const name = <>{label}{needed && <span style={{ color: token.colorTextSecondary }}> ({words.required})</span>}</>;
  return (
    <div style={{ display: 'grid', gap: 4, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {plain ? <span>{name}</span> : <label htmlFor={id}>{name}</label>}
      {children({ id, described: `${id}-help` })}
      <div id={`${id}-help`} style={{ fontSize: token.fontSizeSM, color: token.colorTextSecondary }}>
        {help}
        {faults.map((fault) => <div key={fault} role="alert" style={{ color: token.colorErrorText, overflowWrap: 'anywhere' }}>{fault}</div>)}
      </div>
    </div>
  );
}

/** One field of a node, as it is written best. */
export function FieldControl({ field, value, path, around }: { field: FormField; value: unknown; path: Path; around: FormAround }) {
  const words = useText().canvas;
  const label = field.label ?? words.fields[field.name] ?? field.name;
  const place = path.join('/');
  const put = (next: unknown, typing = false) => around.put(path, next, typing);
  const own = around.faultsAt(place);
  const optional = (text: string) => (text === '' && !field.required ? undefined : text);
  const help = [field.help, field.usual && words.usual(words.choices[field.usual] ?? field.usual)].filter(Boolean).join(' ');
  const status = own.length > 0 ? ({ status: 'error' } as const) : {};
  const labelled = (children: (ids: { id: string; described: string }) => ReactNode, more = help, plain = false) => <Labelled label={label} help={more} faults={own} needed={field.required} plain={plain}>{children}</Labelled>;
  switch (field.type) {
    case 'filled':
      return labelled(({ described }) => <FilledText value={textIn(value)} changed={(text) => put(optional(text), true)} label={label} describedBy={described} references={around.references} completions={words.refers} invalid={own.length > 0} />, [help, words.refers].filter(Boolean).join(' · '), true);
    case 'text':
      return labelled(({ id, described }) => <Input.TextArea id={id} aria-describedby={described} autoSize={{ minRows: 2, maxRows: 12 }} value={textIn(value)} onChange={(e) => put(optional(e.target.value), true)} {...status} />);
    case 'line':
      return labelled(({ id, described }) => <Input id={id} aria-describedby={described} autoComplete="off" value={textIn(value)} onChange={(e) => put(optional(e.target.value), true)} {...status} />);
    case 'number':
      return labelled(({ id, described }) => (
        <InputNumber id={id} aria-describedby={described} style={{ width: '100%' }} value={typeof value === 'number' ? value : null} {...(field.least !== undefined && { min: field.least })} {...(field.most !== undefined && { max: field.most })} onChange={(n) => put(n ?? undefined, true)} {...status} />
      ));
    case 'flag':
      return labelled(({ id, described }) => <Switch id={id} aria-describedby={described} checked={value === true} onChange={(on) => put(on || undefined)} style={{ justifySelf: 'start' }} />);
    case 'choice':
      return labelled(({ id }) => <Choice id={id} label={label} value={textIn(value)} placeholder={words.choices[field.usual] ?? field.usual} options={field.choices.map((each) => ({ value: each, label: words.choices[each] ?? each }))} clear={!field.required} put={put} {...status} />);
    case 'choices':
      return labelled(({ id }) => <Select id={id} aria-label={label} mode="multiple" allowClear value={listIn(value).map(textIn)} options={field.choices.map((each) => ({ value: each, label: words.choices[each] ?? each }))} onChange={(next: string[]) => put(next.length > 0 ? next : undefined)} {...status} />);
    case 'words':
      return labelled(({ id }) => <Select id={id} aria-label={label} mode="tags" allowClear value={listIn(value).map(textIn)} options={(field.name === 'models' ? around.models : []).map((each) => ({ value: each, label: each }))} onChange={(next: string[]) => put(next.length > 0 ? next : undefined)} {...status} />);
    case 'model':
      return labelled(({ id }) => <Choice id={id} label={label} value={textIn(value)} placeholder="default" options={[...new Set([...around.models, ...(textIn(value) ? [textIn(value)] : [])])].map((each) => ({ value: each, label: each }))} clear put={put} {...status} />);
    case 'way':
      return labelled(({ id }) => <WaySelect id={id} label={label} value={textIn(value)} clear={!field.required} around={around} put={put} invalid={own.length > 0} />);
    case 'cases':
      return <Cases value={value} path={path} around={around} label={label} faults={own} />;
    case 'branches':
      return <Branches value={value} path={path} around={around} label={label} faults={own} />;
    case 'until':
      return (
        <fieldset style={{ border: 0, margin: 0, padding: 0, display: 'grid', gap: 12 }}>
          <legend style={{ padding: 0, marginBottom: 4 }}><strong>{label}</strong></legend>
          <Condition value={isObject(value) ? value : {}} path={path} around={around} />
          {own.map((fault) => <Wrong key={fault}>{fault}</Wrong>)}
        </fieldset>
      );
    case 'pairs':
      return <Pairs value={isObject(value) ? value : {}} label={label} around={around} put={put} faults={own} required={field.required} />;
    case 'body':
      return null;
    case 'json':
      return labelled(({ id, described }) => <JsonText id={id} describedBy={described} value={value} put={put} />);
  }
}

export const Wrong = ({ children }: { children: ReactNode }) => {
  const { token } = theme.useToken();
  return <div role="alert" style={{ color: token.colorErrorText, fontSize: token.fontSizeSM, overflowWrap: 'anywhere' }}>{children}</div>;
};

function Choice({ id, label, value, placeholder, options, clear, put, status }: { id: string; label: string; value: string; placeholder: string; options: { value: string; label: string }[]; clear: boolean; put: (value: unknown) => void; status?: 'error' }) {
  return <Select id={id} aria-label={label} showSearch value={value || null} placeholder={placeholder} allowClear={clear} options={options} onChange={(next: string | undefined | null) => put(next ?? undefined)} {...(status && { status })} />;
}

/** Where a way leads. */
export function WaySelect({ id, label, value, clear, around, put, invalid }: { id?: string; label: string; value: string; clear?: boolean; around: FormAround; put: (value: unknown) => void; invalid: boolean }) {
  const words = useText().canvas;
  const known = value && !around.targets.includes(value) ? [value, ...around.targets] : around.targets;
  return (
    <Select
      {...(id && { id })} aria-label={label} showSearch allowClear={clear ?? false} value={value || null} placeholder={words.cut} options={known.map((each) => ({ value: each, label: each }))} onChange={(next: string | undefined | null) => put(next ?? undefined)}
      {...(invalid && { status: 'error' as const })} style={{ width: '100%' }}
    />
  );
}

function Condition({ value, path, around }: { value: Json; path: Path; around: FormAround }) {
  const field = (name: string, type: FormField['type'], required: boolean): FormField => ({ name, type, required, detail: '', least: undefined, most: undefined, usual: name === 'is' ? 'equal' : '', choices: COMPARISONS });
  return (
    <>
      <FieldControl field={field('value', 'filled', true)} value={value.value} path={[...path, 'value']} around={around} />
      <FieldControl field={field('is', 'choice', false)} value={value.is} path={[...path, 'is']} around={around} />
      {compares(value.is) && <FieldControl field={field('than', 'filled', false)} value={value.than} path={[...path, 'than']} around={around} />}
    </>
  );
}

/** One of several that belong together, with a button that takes it out. */
export const Group = ({ title, remove, children }: { title: string; remove: ReactNode; children: ReactNode }) => {
  const { token } = theme.useToken();
  return (
    <fieldset style={{ margin: 0, minWidth: 0, padding: 8, border: `1px solid ${token.colorBorderSecondary}`, borderRadius: token.borderRadius, display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <legend style={{ padding: '0 4px' }}>{title}</legend>
      {children}
      <div>{remove}</div>
    </fieldset>
  );
};

function Cases({ value, path, around, label, faults }: { value: unknown; path: Path; around: FormAround; label: string; faults: string[] }) {
  const words = useText().canvas;
  const cases = listIn(value);
  return (
    <div role="group" aria-label={label} style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <strong>{label}</strong>
      {cases.map((one, i) => {
        const each = isObject(one) ? one : {};
        return (
          <Group key={i} title={words.caseOf(i + 1)} remove={<Button size="small" icon={<DeleteOutlined />} disabled={cases.length < 2} onClick={() => around.put([...path, i], undefined, false)}>{words.removeCase(i + 1)}</Button>}>
            <Condition value={each} path={[...path, i]} around={around} />
            <Labelled label={words.fields.next ?? ''} faults={around.faultsAt([...path, i, 'next'].join('/'))}>
              {({ id }) => <WaySelect id={id} label={words.fields.next ?? ''} value={textIn(each.next)} around={around} put={(next) => around.put([...path, i, 'next'], next ?? '', false)} invalid={false} />}
            </Labelled>
          </Group>
        );
      })}
      {faults.map((fault) => <Wrong key={fault}>{fault}</Wrong>)}
      <div><Button size="small" icon={<PlusOutlined />} onClick={() => around.put([...path, cases.length], { value: isObject(cases[0]) ? textIn(cases[0].value) : '', is: 'contains', than: '', next: '' }, false)}>{words.addCase}</Button></div>
    </div>
  );
}

function Branches({ value, path, around, label, faults }: { value: unknown; path: Path; around: FormAround; label: string; faults: string[] }) {
  const words = useText().canvas;
  const branches = listIn(value);
  const names = branches.map((one) => (isObject(one) ? textIn(one.name) : ''));
  const fresh = ['one', 'two', 'three', 'four', 'five'].find((name) => !names.includes(name)) ?? `b${branches.length + 1}`;
  const nameField: FormField = { name: 'name', type: 'line', required: true, detail: '', least: undefined, most: undefined, usual: '', choices: [] };
  return (
    <div role="group" aria-label={label} style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <strong>{label}</strong>
      {branches.map((one, i) => {
        const each = isObject(one) ? one : {};
        return (
          <Group key={i} title={words.branchOf(i + 1)} remove={<Button size="small" icon={<DeleteOutlined />} disabled={branches.length < 3} onClick={() => around.put([...path, i], undefined, false)}>{words.removeBranch(names[i] ?? '')}</Button>}>
            <FieldControl field={nameField} value={each.name} path={[...path, i, 'name']} around={around} />
            <Labelled label={words.fields.next ?? ''} faults={around.faultsAt([...path, i, 'next'].join('/'))}>
              {({ id }) => <WaySelect id={id} label={words.fields.next ?? ''} value={textIn(each.next)} around={around} put={(next) => around.put([...path, i, 'next'], next ?? '', false)} invalid={false} />}
            </Labelled>
          </Group>
        );
      })}
      {faults.map((fault) => <Wrong key={fault}>{fault}</Wrong>)}
      <div><Button size="small" icon={<PlusOutlined />} onClick={() => around.put([...path, branches.length], { name: fresh, next: '' }, false)}>{words.addBranch}</Button></div>
    </div>
  );
}

/** Names that are written and values that are filled; a line without a name is kept here until it has one. */
function Pairs({ value, label, around, put, faults, required }: { value: Json; label: string; around: FormAround; put: (value: unknown, typing?: boolean) => void; faults: string[]; required: boolean }) {
  const words = useText().canvas;
  const entries = Object.entries(value);
  const [fresh, setFresh] = useState(false);
  const set = (next: [string, unknown][], typing = false) => put(next.length === 0 && !required ? undefined : Object.fromEntries(next), typing);
  const rows: [string, unknown][] = fresh ? [...entries, ['', '']] : entries;
  return (
    <div role="group" aria-label={label} style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <strong>{label}</strong>
      {rows.map(([name, each], i) => (
        <Group key={i} title={name || words.pairName} remove={<Button size="small" icon={<DeleteOutlined />} onClick={() => (i < entries.length ? set(entries.filter((_, k) => k !== i)) : setFresh(false))}>{words.removePair(name)}</Button>}>
          <PairName
            name={name} taken={entries.filter((_, k) => k !== i).map(([other]) => other)}
            named={(next) => {
              if (i < entries.length) set(entries.map(([other, what], k) => [k === i ? next : other, what]));
              else {
                setFresh(false);
                set([...entries, [next, '']]);
              }
            }}
          />
          {i < entries.length && <FilledText value={typeof each === 'string' ? each : JSON.stringify(each)} changed={(text) => set(entries.map(([other, what], k) => [other, k === i ? text : what]), true)} label={`${label} ${name}`} describedBy="" references={around.references} completions={words.refers} invalid={false} />}
        </Group>
      ))}
      {faults.map((fault) => <Wrong key={fault}>{fault}</Wrong>)}
      <div><Button size="small" icon={<PlusOutlined />} disabled={fresh} onClick={() => setFresh(true)}>{words.addPair}</Button></div>
    </div>
  );
}

function PairName({ name, taken, named }: { name: string; taken: string[]; named: (name: string) => void }) {
  const words = useText().canvas;
  return <Committed value={name} label={words.pairName} commit={named} wrong={(next) => (next === '' || taken.includes(next) ? words.idTaken : '')} />;
}

/** A text that counts once one leaves it, or presses Enter: what others speak of does not change with each letter. */
export function Committed({ id, value, label, commit, wrong, invalid }: { id?: string; value: string; label: string; commit: (value: string) => void; wrong: (value: string) => string; invalid?: boolean }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const fault = text === value ? '' : wrong(text);
  const leave = () => {
    if (text !== value && !fault) commit(text);
    else setText(value);
  };
  return (
    <>
      <Input {...(id && { id })} aria-label={label} autoComplete="off" spellCheck={false} value={text} onChange={(e) => setText(e.target.value)} onBlur={leave} onPressEnter={() => text !== value && !fault && commit(text)} {...((fault || invalid) && { status: 'error' as const })} />
      {fault && <Wrong>{fault}</Wrong>}
    </>
  );
}

/** A value that no form is made for: as it stands, once it is JSON. */
function JsonText({ id, describedBy, value, put }: { id: string; describedBy: string; value: unknown; put: (value: unknown, typing?: boolean) => void }) {
  const words = useText().canvas;
  const written = value === undefined ? '' : JSON.stringify(value, null, 2);
  const [text, setText] = useState(written);
  const [wrong, setWrong] = useState(false);
  useEffect(() => setText((now) => (same(now, written) ? now : written)), [written]);
  const write = (next: string) => {
    setText(next);
    try {
      put(next.trim() === '' ? undefined : JSON.parse(next), true);
      setWrong(false);
    } catch {
      setWrong(true);
    }
  };
  return (
    <>
      <Input.TextArea id={id} aria-describedby={describedBy} spellCheck={false} autoSize={{ minRows: 2, maxRows: 16 }} value={text} onChange={(e) => write(e.target.value)} style={{ fontFamily: 'ui-monospace, monospace' }} {...(wrong && { status: 'error' as const })} />
      {wrong && <Wrong>{words.notObject}</Wrong>}
    </>
  );
}

function same(text: string, written: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(JSON.parse(written));
  } catch {
    return text.trim() === written.trim();
  }
}
