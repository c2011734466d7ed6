"""Order is kept per person, and people do not wait for each other."""

import asyncio

from bot.ui.lanes import Lanes
from bot.usecases.inbox import Waiting


def waiting(number: int, sender: str) -> Waiting:
    return Waiting(number, sender, {"update_id": number})


async def test_one_person_is_served_in_order_and_others_meanwhile() -> None:
    done: list[int] = []
    slow = asyncio.Event()

    async def handle(item: Waiting) -> None:
        if item.row_id == 1:
            await slow.wait()
        done.append(item.row_id)
        if item.row_id == 4:
            slow.set()

    lanes = Lanes(handle)
    for item in (waiting(1, "anna"), waiting(2, "anna"), waiting(3, "boris"), waiting(4, "boris")):
        lanes.put(item)
    assert lanes.busy == 4
    lanes.stop()
    await lanes.run()
    assert done == [3, 4, 1, 2]
    assert lanes.busy == 0


async def test_two_hundred_taps_of_one_person_are_one_at_a_time() -> None:
    running = most = 0
    seen: list[int] = []

    async def handle(item: Waiting) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        seen.append(item.row_id)

    lanes = Lanes(handle)
    for number in range(200):
        lanes.put(waiting(number, "anna"))
    lanes.stop()
    await lanes.run()
    assert most == 1
    assert seen == list(range(200))
