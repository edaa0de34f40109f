import { Select } from 'antd';
import type { Role } from '../api/types';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import { reaches, ROLES } from './useMembers';

interface Props {
  /** Given by the form that it stands in. */
  id?: string;
  value?: Role;
  onChange?: (role: Role) => void;
}

/** A role that this person may give, each with what it may do. */
export function RoleSelect(props: Props) {
  const words = useText().members;
  const { organisation } = useSession();
  const options = ROLES.filter((role) => reaches(organisation?.role, role)).map((role) => ({ value: role, label: words.roles[role], detail: words.rolesDetail[role] }));
  return (
    <Select
      {...props} options={options}
      optionRender={(option) => <div><div>{option.label}</div><div style={{ fontSize: 12, whiteSpace: 'normal', opacity: 0.75 }}>{option.data.detail}</div></div>}
    />
  );
}
