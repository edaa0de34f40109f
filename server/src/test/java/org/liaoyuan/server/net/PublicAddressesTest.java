package org.liaoyuan.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.250",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::7f00:1",
                "64:ff9b::7f00:1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456:789a::1",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "100::1"
            })
    void whatLiesInsideIsNotPublic(String address) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2400:3200::1",
                "2001:4860:4860::8888",
                "2a00:1450::1"
            })
    void whatAnybodyCanReachIs(String address) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    @Property(tries = 300)
    void anAddressBehindAnotherFormOfItselfIsJudgedAsItself(@ForAll @Size(4) byte[] four) throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        System.arraycopy(four, 0, mapped, 12, 4);

        assertThat(PublicAddresses.isPublic(InetAddress.getByAddress(mapped)))
                .isEqualTo(PublicAddresses.isPublic(InetAddress.getByAddress(four)));
    }

    @Test
    void aNameThatLeadsInsideAmongOthersIsRefusedAsAWhole() {
        PublicAddresses addresses = new PublicAddresses(List.of(), host ->
                new InetAddress[] {InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("10.0.0.1")});

        assertThatThrownBy(() -> addresses.resolve("two.example")).isInstanceOf(PublicAddresses.Inside.class);
    }

    @Test
    void hostsThatTheOperatorNamedMayLieInsideAndNoOthers() throws UnknownHostException {
        PublicAddresses addresses = new PublicAddresses(
                List.of("wiki.corp"), host -> new InetAddress[] {InetAddress.ofLiteral("10.0.0.1")});

        assertThat(addresses.resolve("Wiki.corp")).hasSize(1);
        assertThatThrownBy(() -> addresses.resolve("other.corp")).isInstanceOf(PublicAddresses.Inside.class);
    }

    @Test
    void networksThatTheOperatorNamedMayLieInsideAndNoOthers() throws UnknownHostException {
        PublicAddresses addresses = new PublicAddresses(List.of("10.1.0.0/16", "fd12::/16"), InetAddress::getAllByName);

        assertThat(addresses.resolve("10.1.255.3")).hasSize(1);
        assertThat(addresses.resolve("[fd12:1::1]")).hasSize(1);
        assertThatThrownBy(() -> addresses.resolve("10.2.0.1")).isInstanceOf(PublicAddresses.Inside.class);
        assertThatThrownBy(() -> addresses.resolve("[fd13::1]")).isInstanceOf(PublicAddresses.Inside.class);
        assertThatThrownBy(() -> new PublicAddresses(List.of("10.1.0.0/33"))).hasMessageContaining("no network");
        assertThatThrownBy(() -> new PublicAddresses(List.of("corp/16"))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.1", "2130706433", "0x7f000001", "localhost"})
    void otherSpellingsOfThisMachineLeadNowhere(String host) {
        PublicAddresses addresses = new PublicAddresses(List.of(), InetAddress::getAllByName);

        assertThatThrownBy(() -> addresses.resolve(host)).isInstanceOf(UnknownHostException.class);
    }
}
