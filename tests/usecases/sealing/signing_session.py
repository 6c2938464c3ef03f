"""A process that signs a report and is dead at one step of it: home, case, key file, step."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.signing import SignatureMethod
from shamay_desktop.domain.standards import RuleSet
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.office.first_run import local_actor
from shamay_desktop.usecases.sealing.making import SigningOrder
from shamay_desktop.usecases.sealing.signing import sign_report
from shamay_desktop.usecases.signing_ports import KeyFile
from tests.usecases.sealing.test_faults import STEPS, Killed

if __name__ == "__main__":
    home, case, file, step = sys.argv[1:]
    services = build_services(Place(Home(Path(home))))
    services = replace(services, rules=lambda: RuleSet("none", "1", date(2026, 1, 1), ()))
    key = KeyFile(Path(file), sys.stdin.read())
    order = SigningOrder(SignatureMethod.CERTIFIED, key=key)
    actor = local_actor(services)
    sign_report(STEPS[step](services, Killed(9)), actor, case, order)
