import { LoginOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Divider } from 'antd';
import { useText } from '../i18n';
import { signOnApi, startAddress } from './api';

/** The providers by which one may sign in; nothing where there are none. */
export function SignOnDoors() {
  const words = useText().signOn;
  const { data } = useQuery({ queryKey: ['doors', location.search], queryFn: () => signOnApi.doors(), retry: false });
  if (!data?.providers.length) return null;
  const back = location.pathname === '/sign-in' ? '/' : location.pathname;
  return (
    <nav aria-label={words.otherWays}>
      <Divider plain>{words.or}</Divider>
      <div style={{ display: 'grid', gap: 8 }}>
        {data.providers.map((door) => (
          <Button key={door.id} block size="large" icon={<LoginOutlined />} href={startAddress(door.id, back)} style={{ whiteSpace: 'normal', height: 'auto', minHeight: 40 }}>
            {words.signInBy(door.name)}
          </Button>
        ))}
      </div>
    </nav>
  );
}
