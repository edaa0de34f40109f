import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useText } from '../i18n';
import { STATUS, webSearchApi } from './api';
import { LabelledSwitch } from './LabelledSwitch';

/** Whether people of one's organisation may search the web. */
export function OrganisationWebSearch() {
  const text = useText().webSearch;
  const client = useQueryClient();
  const { message } = App.useApp();
  const { data } = useQuery({ queryKey: STATUS, queryFn: webSearchApi.status });

  const set = (allowed: boolean) =>
    webSearchApi.organisation(allowed).then((status) => client.setQueryData(STATUS, status)).catch((e: Error) => message.error(e.message));
  return (
    <section>
      <LabelledSwitch label={text.organisation} detail={text.organisationDetail} checked={data?.organisationAllows ?? false} disabled={!data} set={set} />
    </section>
  );
}
