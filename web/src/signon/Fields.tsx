import { Collapse, Form, Input, Select, Switch, type FormItemProps } from 'antd';
import { useText } from '../i18n';

interface Props {
  needed: NonNullable<FormItemProps['rules']>;
}

const text = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false, maxLength: 500 } as const;

const Line = ({ name, ...rest }: FormItemProps & { name: [string, string]; placeholder?: string }) => {
  const { placeholder, ...item } = rest;
  return <Form.Item name={name} {...item}><Input {...text} {...(placeholder && { placeholder })} /></Form.Item>;
};

/** What is asked of an OpenID Connect provider. */
export function OidcFields({ needed }: Props) {
  const words = useText().signOn;
  const more = (
    <>
      <Form.Item name={['oidc', 'scopes']} label={words.scopes}><Select mode="tags" open={false} suffix={null} tokenSeparators={[',', ' ']} /></Form.Item>
      <Line name={['oidc', 'groupsClaim']} label={words.groupsClaim} extra={words.groupsClaimHelp} placeholder="groups" />
      <Line name={['oidc', 'userNameClaim']} label={words.userNameClaim} placeholder="preferred_username" />
      <Line name={['oidc', 'displayNameClaim']} label={words.displayNameClaim} placeholder="name" />
      <Line name={['oidc', 'emailClaim']} label={words.emailClaim} placeholder="email" />
    </>
  );
  return (
    <>
      <Line name={['oidc', 'issuer']} label={words.issuer} extra={words.issuerHelp} rules={needed} placeholder="https://sso.example.com/realms/staff" />
      <Line name={['oidc', 'clientId']} label={words.clientId} rules={needed} />
      <Collapse ghost items={[{ key: 'more', label: words.claims, children: more, forceRender: true }]} style={{ marginBottom: 16 }} />
    </>
  );
}

/** What is asked of an LDAP directory. */
export function LdapFields({ needed }: Props) {
  const words = useText().signOn;
  const more = (
    <>
      <Line name={['ldap', 'userNameAttribute']} label={words.userNameAttribute} placeholder="uid" />
      <Line name={['ldap', 'displayNameAttribute']} label={words.displayNameAttribute} placeholder="cn" />
      <Line name={['ldap', 'emailAttribute']} label={words.emailAttribute} placeholder="mail" />
      <Line name={['ldap', 'idAttribute']} label={words.idAttribute} extra={words.idAttributeHelp} />
      <Line name={['ldap', 'groupsAttribute']} label={words.groupsAttribute} />
      <Line name={['ldap', 'groupBaseDn']} label={words.groupBaseDn} extra={words.groupBaseDnHelp} placeholder="ou=groups,dc=example,dc=com" />
      <Line name={['ldap', 'groupFilter']} label={words.groupFilter} extra={words.groupFilterHelp} placeholder="(member={dn})" />
      <Form.Item name={['ldap', 'certificate']} label={words.certificate} extra={words.certificateHelp}><Input.TextArea rows={3} spellCheck={false} placeholder="-----BEGIN CERTIFICATE-----" /></Form.Item>
    </>
  );
  return (
    <>
      <Line name={['ldap', 'url']} label={words.url} extra={words.urlHelp} rules={needed} placeholder="ldaps://ldap.example.com" />
      <Form.Item name={['ldap', 'startTls']} label={words.startTls} valuePropName="checked"><Switch /></Form.Item>
      <Line name={['ldap', 'baseDn']} label={words.baseDn} rules={needed} placeholder="ou=people,dc=example,dc=com" />
      <Line name={['ldap', 'userFilter']} label={words.userFilter} extra={words.userFilterHelp} rules={needed} />
      <Line name={['ldap', 'serviceDn']} label={words.serviceDn} extra={words.serviceDnHelp} placeholder="cn=liaoyuan,ou=services,dc=example,dc=com" />
      <Collapse ghost items={[{ key: 'more', label: words.attributes, children: more, forceRender: true }]} style={{ marginBottom: 16 }} />
    </>
  );
}
