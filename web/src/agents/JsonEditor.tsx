import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory, redo, undo } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import { completeDefinition } from './completion';
import type { Place } from './places';

/** Something that is wrong at a place. */
export interface Mark extends Place {
  message: string;
}

export interface EditorHandle {
  /** Puts another text there; undoing brings back the one before. */
  replace: (text: string) => void;
  /** Puts the same text there but for what changed; who types on changes it once, as far as undoing goes. */
  change: (text: string, typing: boolean) => void;
  /** False where there is nothing to take back. */
  undo: () => boolean;
  redo: () => boolean;
  goTo: (place: Place) => void;
}

interface Props {
  initial: string;
  changed: (text: string) => void;
  marks: Mark[];
  models: string[];
  label: string;
  /** Id of what says how it is used. */
  describedBy: string;
  completions: string;
  handle: Ref<EditorHandle>;
}

const colour = (name: string) => `var(--ant-color-${name})`;

/** How an editor looks on the page. */
export const EDITOR_THEME = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', color: colour('text'), backgroundColor: colour('bg-container'), border: `1px solid ${colour('border')}`, borderRadius: '6px' },
  '&.cm-focused': { outline: `2px solid ${colour('primary')}`, outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace', lineHeight: '1.6', borderRadius: '6px' },
  '.cm-content': { caretColor: colour('text') },
  '.cm-cursor': { borderLeftColor: colour('text') },
  '.cm-gutters': { backgroundColor: 'transparent', color: colour('text-description'), border: 'none' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': { backgroundColor: colour('fill') },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: colour('fill'), outline: `1px solid ${colour('border')}` },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: `underline wavy ${colour('error')}`, textDecorationSkipInk: 'none' },
  '.cm-tooltip': { backgroundColor: colour('bg-elevated'), color: colour('text'), border: `1px solid ${colour('border')}`, borderRadius: '6px', maxWidth: '360px' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: colour('primary'), color: colour('text-light-solid') },
  '.cm-diagnostic-error': { borderLeftColor: colour('error') },
});

const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: colour('link') },
  { tag: tags.string, color: colour('success-text') },
  { tag: [tags.number, tags.bool, tags.null], color: colour('warning-text') },
]);

/** Lets an editor's styles through the content policy. */
export const ownNonce = () => document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

/** What it consists of and never changes. */
const usual = (): Extension => [
  lineNumbers(), history(), drawSelection(), closeBrackets(), bracketMatching(), indentOnInput(), indentUnit.of('  '), json(), EditorView.lineWrapping, EDITOR_THEME, syntaxHighlighting(COLOURS),
  EditorView.cspNonce.of(ownNonce()),
  keymap.of([...closeBracketsKeymap, ...completionKeymap, { key: 'Alt-/', run: startCompletion }, ...historyKeymap, ...defaultKeymap, indentWithTab]),
];

/** What is to be put in place of what, between what both texts begin and end with. */
export function difference(before: string, after: string): { from: number; to: number; insert: string } {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from++;
  let same = 0;
  while (same < most - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}

/** Text of a definition with colours, completion and marks. It keeps its own text and says each change. */
export default function JsonEditor({ initial, changed, marks, models, label, describedBy, completions, handle }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef({ changed, models });
  latest.current = { changed, models };
  const first = useRef(initial);

  useEffect(() => {
    const made = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          usual(), autocompletion({ override: [completeDefinition(() => latest.current.models)], icons: false }),
          EditorState.phrases.of({ Completions: completions }),
          EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': describedBy, tabindex: '0' }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            first.current = update.state.doc.toString();
            latest.current.changed(first.current);
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, [label, describedBy, completions]);

  useEffect(() => {
    const made = view.current;
    if (!made) return;
    const end = made.state.doc.length;
    made.dispatch(setDiagnostics(made.state, marks.map(({ from, to, message }) => ({ from: Math.min(from, end), to: Math.min(to, end), severity: 'error', message }))));
  }, [marks]);

  useImperativeHandle(handle, () => ({
    replace: (text) => view.current?.dispatch({ changes: { from: 0, to: view.current.state.doc.length, insert: text } }),
    change: (text, typing) => {
      const made = view.current;
      if (!made) return;
      const { from, to, insert } = difference(made.state.doc.toString(), text);
      if (from === to && insert === '') return;
      made.dispatch({ changes: { from, to, insert }, ...(typing ? { userEvent: 'input.type' } : { annotations: isolateHistory.of('full') }) });
    },
    undo: () => view.current !== undefined && undo(view.current),
    redo: () => view.current !== undefined && redo(view.current),
    goTo: ({ from, to }) => {
      const end = view.current?.state.doc.length ?? 0;
      view.current?.dispatch({ selection: { anchor: Math.min(from, end), head: Math.min(to, end) }, effects: EditorView.scrollIntoView(Math.min(from, end), { y: 'center' }) });
      view.current?.focus();
    },
  }));
  return <div ref={place} style={{ height: '100%' }} />;
}
