import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Result, Skeleton } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api, ApiError } from '../api/client';
import type { Message, SpaceFilter } from '../api/types';
import { useText } from '../i18n';
import { useSession } from '../account/useSession';
import { ModelDownload } from '../models/ModelDownload';
import { isHere, modelNamed, useModels } from '../models/useModels';
import { Manner } from '../assistants/Manner';
import { begin, useAssistants, useLanguage, useNext } from '../assistants/useAssistants';
import { useSpokenAs } from '../assistants/useWith';
import { CollectionChoice } from '../collections/CollectionChoice';
import { useCollections } from '../collections/useCollections';
import { foreign } from '../memory/foreign';
import { holdWith } from '../memory/useMemory';
import { lastMaterial } from '../proof/material';
import { MaterialChoice } from '../proof/MaterialChoice';
import { SourceSwitch } from '../proof/SourceSwitch';
import { kindsOf, lastChoice, lastCollections, type Choice as Sources } from '../proof/useSources';
import { BudgetNote } from '../usage/BudgetNote';
import { soundingOf, useVoicePreferences } from '../voice/preferences';
import { SpokenAsContext } from '../voice/spokenAs';
import { useAnswersAloud } from '../voice/useAnswersAloud';
import { useParts } from '../voice/useParts';
import { VoiceNote } from '../voice/VoiceNote';
import { VoiceTools } from '../voice/VoiceTools';
import { Composer } from './Composer';
import { MessageList } from './MessageList';
import { ProblemNote } from './ProblemNote';
import { branch, choose, choosePath, type Choice } from './tree';
import { useAnswer } from './useAnswer';
import { useDraft } from './useDraft';
import { Welcome } from './Welcome';

const HandsFree = lazy(() => import('../voice/HandsFree'));

const COLUMN = { width: '100%', maxWidth: 820, margin: '0 auto', padding: '0 16px', boxSizing: 'border-box' } as const;

interface Props {
  conversationId: string | undefined;
  /** One that is wanted to be seen. */
  messageId: string | undefined;
  /** For a new conversation. */
  model: string;
  open: (id: string) => void;
}

/** One conversation: the branch that is shown, the answer on its way, and where the next turn is written. */
export function ChatScreen({ conversationId, messageId, model, open }: Props) {
  const text = useText();
  const client = useQueryClient();
  const { message: toast } = App.useApp();
  const [choice, setChoice] = useState<Choice>({});
  const { person, may } = useSession();
  const [draft, setDraft] = useDraft(person.id);
  // what was chosen here and not said with yet
  const [chosenSources, setChosenSources] = useState<{ conversation: string | undefined; choice: Sources; collections: string[] }>();
  const [chosenMaterial, setChosenMaterial] = useState<{ conversation: string | undefined; material: SpaceFilter }>();
  const next = useNext();
  const language = useLanguage();
  const { assistants } = useAssistants();
  const assistant = conversationId === undefined ? assistants?.find((each) => each.id === next.assistant) : undefined;
  const asksByForm = assistant !== undefined && assistant.manifest.form.length > 0;
  const show = useCallback((message: Message) => setChoice((old) => choose(old, message)), []);
  const { running, problem, clearProblem, say, regenerate, listen, stop } = useAnswer(show);
  const [voice] = useVoicePreferences(person.id);
  const parts = useParts();
  const [handsFree, setHandsFree] = useState(false);
  const { models, pull } = useModels();
  const { data: conversation, error, isLoading } = useQuery({
    queryKey: ['conversation', conversationId], queryFn: () => api.conversation(conversationId!), enabled: conversationId !== undefined,
  });
  const spokenAs = useSpokenAs(conversation);
  useAnswersAloud(running, handsFree || (voice.aloud && !parts.missing('SPEECH')), soundingOf(voice, spokenAs));

  // who asks by no form gets what was handed over as the draft
  useEffect(() => {
    if (assistant && !asksByForm && next.text) {
      setDraft(next.text);
      begin({ ...next, text: undefined });
    }
  }, [assistant, asksByForm, next, setDraft]);

  const messages = conversation?.messages;
  const wanted = messageId !== undefined && messages?.some(({ id }) => id === messageId) ? messageId : undefined;
  useEffect(() => {
    if (wanted && messages) setChoice((old) => choosePath(old, messages, wanted));
    // once for each that is wanted: afterwards the person chooses
  }, [wanted]);

  const turns = useMemo(() => branch(conversation?.messages ?? [], choice), [conversation, choice]);
  const sources = chosenSources !== undefined && chosenSources.conversation === conversationId ? chosenSources.choice : lastChoice(turns);
  const { collections: readable } = useCollections();
  const openTo = (ids: string[]) => ids.filter((id) => readable?.some((each) => each.id === id));
  const collections = openTo(chosenSources !== undefined && chosenSources.conversation === conversationId ? chosenSources.collections : lastCollections(turns));
  const material = chosenMaterial !== undefined && chosenMaterial.conversation === conversationId ? chosenMaterial.material : lastMaterial(turns);
  const chosen = modelNamed(models, conversation?.model ?? model);
  const ready = chosen !== undefined && isHere(chosen);
  const runningHere = running !== undefined && running.conversationId === conversationId ? running : undefined;

  useEffect(() => {
    document.title = conversation?.title ? `${conversation.title} · ${text.appName}` : `${text.appName} Liaoyuan`;
  }, [conversation?.title, text]);

  // an answer that another page began, or this one before it was loaded again
  const failed = problem !== undefined && problem.conversationId === conversationId;
  const unanswered = !failed && conversation?.messages.at(-1)?.finishReason === null;
  const busy = useRef(false);
  busy.current = running !== undefined;
  useEffect(() => {
    if (conversationId !== undefined && unanswered && !busy.current) void listen(conversationId);
  }, [conversationId, unanswered, listen]);

  /** Whether it arrived; what did not is written in the draft again. */
  const send = async (content: string, from: Sources = sources, named: string[] = collections, part: SpaceFilter = material): Promise<boolean> => {
    setDraft('');
    const kinds = kindsOf(from);
    setChosenSources(undefined);
    setChosenMaterial(undefined);
    try {
      if (conversationId !== undefined) {
        const arrived = await say(conversationId, turns.at(-1)?.message.id ?? null, content, kinds, named, part);
        if (!arrived) setDraft(content);
        return arrived;
      }
      const created = await api.create({
        ...(model !== 'default' && { model }), ...(next.assistant !== undefined && { assistant: next.assistant }), ...(next.persona !== undefined && { persona: next.persona }), language,
      });
      if (next.memory === false) await holdWith(created.id, false);
      begin({});
      client.setQueryData(['conversation', created.id], created);
      open(created.id);
      const arrived = await say(created.id, null, content, kinds, named, part);
      if (!arrived) setDraft(content);
      return arrived;
    } catch (e) {
      setDraft(content);
      toast.error((e instanceof ApiError && e.message) || text.offline);
      return false;
    }
  };

  // a question that was chosen elsewhere; once: what is to be asked is gone before it is
  const ask = conversationId === undefined && ready && running === undefined ? next.ask : undefined;
  useEffect(() => {
    if (!ask) return;
    begin({});
    // a model wrote it
    foreign(ask.content);
    void send(ask.content, 'material', [], ask.material);
  }, [ask]);

  if (error) {
    const gone = error instanceof ApiError && error.status === 404;
    return (
      <Result
        status={gone ? '404' : 'warning'} title={gone ? text.notFoundTitle : text.loadFailed} subTitle={gone ? text.notFoundDetail : error.message || text.offline}
        extra={!gone && <Button onClick={() => void client.invalidateQueries()}>{text.retry}</Button>}
      />
    );
  }
  const last = turns.at(-1)?.message;
  return (
    <SpokenAsContext value={spokenAs}>
      <div style={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
        {isLoading && <Skeleton active style={{ ...COLUMN, paddingTop: 24 }} />}
        {conversationId === undefined ? (
          <Welcome style={COLUMN} disabled={!ready} assistant={assistant} handed={next.text} ask={async (content) => void (await send(content))} />
        ) : (
          <MessageList
            key={conversationId} turns={turns} wanted={wanted} running={runningHere} busy={running !== undefined} loadsModel={chosen?.state === 'PRESENT'} style={COLUMN} show={show}
            regenerate={(id, from) => void regenerate(conversationId, id, from)}
            edit={(message, content) => {
              foreign(content);
              void say(conversationId, message.parentId, content, message.sources.filter((kind) => kind !== 'COLLECTIONS'), openTo(message.collections), message.material);
            }}
          />
        )}
        <div style={{ ...COLUMN, paddingBottom: 'max(12px, env(safe-area-inset-bottom))' }}>
          {failed && (
            <ProblemNote problem={problem} close={clearProblem} retry={last?.role === 'assistant' ? () => void regenerate(conversationId, last.id) : undefined} />
          )}
          {may('SEE_BUDGETS') && <BudgetNote person={person.id} />}
          {chosen && !ready && <ModelDownload model={chosen} pull={may('MANAGE_MODELS') ? pull : undefined} />}
          <VoiceNote />
          {!isLoading && <Manner conversation={conversation} />}
          {!isLoading && (
            <div style={{ display: 'flex', flexWrap: 'wrap', columnGap: 8 }}>
              <SourceSwitch choice={sources} besides={collections.length > 0} choose={(choice) => setChosenSources({ conversation: conversationId, choice, collections })} />
              <CollectionChoice chosen={collections} choose={(ids) => setChosenSources({ conversation: conversationId, choice: sources, collections: ids })} />
              {(sources !== 'model' || collections.length > 0) && (
                <MaterialChoice material={material} besides={collections.length > 0} choose={(part) => setChosenMaterial({ conversation: conversationId, material: part })} />
              )}
              {parts.allowed && <VoiceTools key={conversationId ?? 'new'} talk={ready && !asksByForm ? () => parts.ready('TRANSCRIPTION', 'SPEECH') && setHandsFree(true) : undefined} />}
            </div>
          )}
          {!asksByForm && (
            <Composer
              key={conversationId ?? 'new'} draft={draft} change={setDraft} disabled={!ready} running={running !== undefined} send={(words) => void send(words)} stop={stop}
              speech={parts.allowed ? voice.language : undefined}
            />
          )}
        </div>
        {handsFree && (
          <Suspense>
            <HandsFree
              language={voice.language} answering={running !== undefined} say={(words) => send(words)} stopAnswer={stop} failed={failed ? problem.message || text.failed : undefined}
              end={() => setHandsFree(false)}
            />
          </Suspense>
        )}
      </div>
    </SpokenAsContext>
  );
}
