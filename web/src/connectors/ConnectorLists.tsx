import { ApiList } from './ApiList';
import { DatabaseList } from './DatabaseList';
import { ServerList } from './ServerList';

/** What agents of the organisation may reach. */
export const ConnectorLists = () => <div style={{ display: 'grid', gap: 24, gridTemplateColumns: 'minmax(0, 1fr)' }}><DatabaseList /><ServerList /><ApiList /></div>;
