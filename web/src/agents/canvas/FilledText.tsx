import { autocompletion, closeCompletion, completionKeymap, completionStatus, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { Annotation, EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { EDITOR_THEME, ownNonce } from '../JsonEditor';

interface Props {
  value: string;
  changed: (value: string) => void;
  label: string;
  /** Ids of what says more about it. */
  describedBy: string;
  /** What can stand between {{ and }}. */
  references: string[];
  completions: string;
  invalid: boolean;
}

const FromOutside = Annotation.define<boolean>();

const withoutEscape = <T extends { key?: string }>(keys: readonly T[]) => keys.filter(({ key }) => key !== 'Escape');

/** Closes what is offered; else it is the panel's, also while something might still be offered. */
const leave = (view: EditorView): boolean => {
  const open = completionStatus(view.state) === 'active';
  closeCompletion(view);
  return open;
};

const THEME = EditorView.theme({
  '&': { height: 'auto', minHeight: '32px', maxHeight: '280px' },
  '&.cm-editor[data-invalid]': { borderColor: 'var(--ant-color-error)' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: '1.5', overflow: 'auto', maxHeight: '278px' },
});

const offered = (references: () => string[]) => (context: CompletionContext): CompletionResult | null => {
  const before = context.matchBefore(/\{\{[\w.-]*$/);
  if (!before) return null;
  const closed = context.state.sliceDoc(context.pos, context.pos + 2) === '}}';
  return { from: before.from + 2, options: references().map((label) => ({ label, type: 'variable', apply: closed ? label : `${label}}}` })), validFor: /^[\w.-]*$/ };
};

/** A text that may refer to what nodes gave. It keeps no history of its own: undoing is the whole draft's. */
export function FilledText({ value, changed, label, describedBy, references, completions, invalid }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef({ value, changed, references });
  latest.current = { value, changed, references };

  useEffect(() => {
    const made = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          EDITOR_THEME, THEME, EditorView.lineWrapping, EditorView.cspNonce.of(ownNonce()), EditorState.phrases.of({ Completions: completions }), autocompletion({ override: [offered(() => latest.current.references)], icons: false, defaultKeymap: false }),
          keymap.of([{ key: 'Escape', run: leave }, ...withoutEscape(completionKeymap), ...withoutEscape(defaultKeymap)]), EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': describedBy, 'aria-multiline': 'true' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.transactions.some((each) => each.annotation(FromOutside))) latest.current.changed(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, [label, describedBy, completions]);

  useEffect(() => {
    const made = view.current;
    if (made && made.state.doc.toString() !== value) made.dispatch({ changes: { from: 0, to: made.state.doc.length, insert: value }, annotations: FromOutside.of(true) });
  }, [value]);
  useEffect(() => {
    const made = view.current;
    if (!made) return;
    made.contentDOM.setAttribute('aria-invalid', String(invalid));
    made.dom.toggleAttribute('data-invalid', invalid);
  }, [invalid]);
  return <div ref={place} />;
}
