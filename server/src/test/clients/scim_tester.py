"""Runs the conformance suite scim2-tester against a server.

usage: scim_tester.py ADDRESS KEY

One line a check that did not succeed, and a last line with how many of each state there were."""

import sys
from collections import Counter

import httpx2
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import check_server

address, key = sys.argv[1:]
with httpx2.Client(base_url=address + "/scim/v2", headers={"Authorization": "Bearer " + key}, timeout=60) as http:
    client = SyncSCIMClient(http)
    client.discover()
    results = check_server(client)

for result in results:
    if result.status.name not in ("SUCCESS", "COMPLIANT"):
        print(result.status.name, result.title, "|", (result.reason or "").replace("\n", " ")[:300])
print("states", dict(sorted(Counter(result.status.name for result in results).items())))
