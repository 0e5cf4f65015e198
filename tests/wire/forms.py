"""Forms of forbidden address, as attackers and mistaken people write them."""

_ANYWHERE = """
127.0.0.1 127.0.0.2 127.255.255.254 0.0.0.0 0.1.2.3 169.254.169.254 169.254.170.2 169.254.0.23
100.100.100.200 168.63.129.16 192.0.0.1 192.0.0.170 192.0.0.192 192.0.2.1 192.88.99.1 198.18.0.1
198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::2 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:0.0.0.0 ::ffff:169.254.169.254
::ffff:100.100.100.200 ::ffff:0:127.0.0.1 64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b::10.0.0.1
64:ff9b::192.168.1.1 64:ff9b:1::127.0.0.1 2002:7f00:1:: 2002:a9fe:a9fe::1 2002:a00:1::1
2001:0:4136:e378:8000:63bf:3fff:fdd2 2001::1 2001:db8::1 2001:10::1 fe80::1 fe80::1%eth0 fe80::1%1
2400:3200::1%1 fec0::1 ff02::1 ff0e::1 fd00:ec2::254 fd20:ce::254 100::1 3fff::1 5f00::1 4000::1
2400:3200::5efe:127.0.0.1 2400:3200::200:5efe:169.254.169.254 127.1 2130706433 0x7f000001 localhost
"""
_OUTSIDE_ONLY = """
10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 192.168.255.254 100.64.0.1
100.127.255.255 fc00::1 fd12:3456::1 ::ffff:10.0.0.1 ::ffff:192.168.1.1
"""
_WRITTEN = """
http://127.0.0.1:{p}/ http://localhost:{p}/ http://LOCALHOST:{p}/ http://localhost.:{p}/
http://127.0.0.1.:{p}/ http://127.1:{p}/ http://127.0.1:{p}/ http://2130706433:{p}/
http://017700000001:{p}/ http://0177.0.0.1:{p}/ http://0x7f000001:{p}/ http://0x7f.0.0.1:{p}/
http://0x7f.1:{p}/ http://127.0.0.01:{p}/ http://127.000.000.001:{p}/ http://0:{p}/
http://0.0.0.0:{p}/ http://00:{p}/ http://127.0.0.1%00:{p}/ http://127.0.0.1%2f:{p}/
http://%31%32%37.0.0.1:{p}/ http://127%2e0%2e0%2e1:{p}/ http://[::1]:{p}/ http://[::]:{p}/
http://[::ffff:127.0.0.1]:{p}/ http://[0:0:0:0:0:0:0:1]:{p}/ http://[::1%25lo]:{p}/
http://[::1%lo]:{p}/ http://[64:ff9b::7f00:1]:{p}/ http://[2002:7f00:1::]:{p}/ http://::1:{p}/
http://user@127.0.0.1:{p}/ http://user:pw@127.0.0.1:{p}/ http://hooks.example.gov.cn@127.0.0.1:{p}/
http://127.0.0.1:{p}@hooks.example.gov.cn/ http://hooks.example.gov.cn:80@127.0.0.1:{p}/
http://127.0.0.1:{p}\\@hooks.example.gov.cn/ http:\\\\127.0.0.1:{p}/ http:/\\127.0.0.1:{p}/
http:127.0.0.1:{p}/ http:///127.0.0.1:{p}/ http:/127.0.0.1:{p}/ //127.0.0.1:{p}/ 127.0.0.1:{p}
http://127.0.0.1#@hooks.example.gov.cn:{p}/ http://127.0.0.1:{p}#/ http://127.0.0.1:{p}/#x
http://hooks.example.gov.cn:{p}#@127.0.0.1/ http://１２７.0.0.1:{p}/ http://127。0。0。1:{p}/
http://127．0．0．1:{p}/ http://ⓛocalhost:{p}/ http://①②⑦.⓪.⓪.①:{p}/ http://localhoſt:{p}/
http://127.0.0.1:０/ http://127.0.0.1:0/ http://127.0.0.1:00{p}/ http://127.0.0.1:+{p}/
http://127.0.0.1:-1/ http://127.0.0.1:99999/ http://127.0.0.1:{p}:80/ http://127.0.0.1:/
http://127.0.0.1:{p}x/ http://127.0.0.1:{p},80/ http://127.0.0.1,{p}/ http://127.0.0.1;{p}/
http://127.0.0.1&{p}/ http://*.0.0.1:{p}/ http://.:{p}/ http://:{p}/ http://-:{p}/ http://a..b:{p}/
http://_x:{p}/ ftp://127.0.0.1:{p}/ file:///etc/passwd file://127.0.0.1:{p}/etc/passwd
gopher://127.0.0.1:{p}/_GET php://filter/resource=http://127.0.0.1:{p}/ dict://127.0.0.1:{p}/info
ldap://127.0.0.1:{p}/ tftp://127.0.0.1:{p}/ jar:http://127.0.0.1:{p}!/ ws://127.0.0.1:{p}/
javascript:alert(1) data:text/plain,x netdoc:///etc/passwd unix:/run/docker.sock
http+unix://127.0.0.1:{p}/ https+http://127.0.0.1:{p}/ http://127.0.0.1:{p}/%
http://127.0.0.1:{p}/%zz http://127.0.0.1:{p}/"x http://127.0.0.1:{p}/<x http://127.0.0.1:{p}/x\\y
"""
_BROKEN = (
    "",
    " http://127.0.0.1:{p}/",
    "http://127.0.0.1:{p}/ ",
    "http://127.0.0.1:{p}/\n",
    "http://127.0.0.1:{p}/\r\nX-Evil: 1",
    "http://127.0.0.1:{p}/\tx",
    "http://127.0.0.1\t:{p}/",
    "ht\ntp://127.0.0.1:{p}/",
    "http\x00://127.0.0.1:{p}/",
    "http://127.0.0.1\x00.example.gov.cn:{p}/",
    "http://127.0.0.1\u200b:{p}/",
    "http://127.0.0.1:{p}/\u2028x",
)

ANYWHERE = _ANYWHERE.split()
"""What a name on the list may resolve to and is not called, in a private network neither."""
OUTSIDE_ONLY = _OUTSIDE_ONLY.split()
"""Nor these, where the list does not say that the host stands in a private network."""
FORMS = [*_WRITTEN.split(), *_BROKEN]
"""What somebody may write in place of an address; each of them meant for this machine."""
