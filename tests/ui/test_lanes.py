"""Order is kept per person, and people do not wait for each other."""

import asyncio

from bot.ui.lanes import AT_HAND, AT_ONCE, Lanes
from bot.usecases.inbox import Waiting


def waiting(number: int, sender: str) -> Waiting:
    return Waiting(number, sender, {"update_id": number})


async def hush(item: Waiting) -> None:
    """Nobody is told anything."""


async def no_more(sender: str, limit: int) -> list[Waiting]:
    """All is at hand."""
    return []


async def test_one_person_is_served_in_order_and_others_meanwhile() -> None:
    done: list[int] = []
    slow = asyncio.Event()

    async def handle(item: Waiting) -> None:
        if item.row_id == 1:
            await slow.wait()
        done.append(item.row_id)
        if item.row_id == 4:
            slow.set()

    lanes = Lanes(handle, hush, no_more)
    for item in (waiting(1, "anna"), waiting(2, "anna"), waiting(3, "boris"), waiting(4, "boris")):
        lanes.put(item)
    assert lanes.busy == 4
    lanes.stop()
    await lanes.run()
    assert done == [3, 4, 1, 2]
    assert lanes.busy == 0


class Inbox:
    """What is stored, and whether it was handled; what a flood leaves there is asked for."""

    def __init__(self, *numbers: int) -> None:
        self.open = dict.fromkeys(numbers, "anna")
        self.asked = 0
        self.running = self.most = 0
        self.seen: list[int] = []
        self.empty = asyncio.Event()

    async def handle(self, item: Waiting) -> None:
        self.running += 1
        self.most = max(self.most, self.running)
        await asyncio.sleep(0)
        self.running -= 1
        self.seen.append(item.row_id)
        self.open.pop(item.row_id, None)
        if not self.open:
            self.empty.set()

    async def more(self, sender: str, limit: int) -> list[Waiting]:
        self.asked += 1
        found = [waiting(number, sender) for number in self.open][:limit]
        await asyncio.sleep(0)
        return found


async def run_until(empty: asyncio.Event, lanes: Lanes) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(lanes.run())
        await empty.wait()
        lanes.stop()
    assert lanes.busy == 0


async def test_two_hundred_taps_of_one_person_are_one_at_a_time_and_few_are_kept_at_hand() -> None:
    inbox = Inbox(*range(200))
    lanes = Lanes(inbox.handle, hush, inbox.more)
    for number in range(200):
        lanes.put(waiting(number, "anna"))
    assert len(lanes._lanes["anna"].queue) == AT_HAND
    await run_until(inbox.empty, lanes)
    assert (inbox.most, inbox.seen) == (1, list(range(200)))
    assert inbox.asked <= 200 / AT_HAND + 1


async def test_what_comes_while_the_inbox_is_read_keeps_its_place() -> None:
    inbox = Inbox(*range(AT_HAND + 1))
    lanes = Lanes(inbox.handle, hush, inbox.more)
    for number in range(AT_HAND + 1):
        lanes.put(waiting(number, "anna"))
    late = iter(range(1000, 1003))
    look = inbox.more

    async def more(sender: str, limit: int) -> list[Waiting]:
        found = await look(sender, limit)
        if (number := next(late, None)) is not None:
            inbox.open[number] = sender
            lanes.put(waiting(number, sender))
        return found

    lanes._more = more
    await run_until(inbox.empty, lanes)
    assert inbox.seen == [*range(AT_HAND + 1), 1000, 1001, 1002]


async def test_what_lies_in_the_inbox_is_lined_up_by_a_word() -> None:
    inbox = Inbox(5, 6)
    lanes = Lanes(inbox.handle, hush, inbox.more)
    lanes.wake("anna")
    await run_until(inbox.empty, lanes)
    assert inbox.seen == [5, 6]


async def test_a_stop_leaves_in_the_inbox_what_is_not_at_hand() -> None:
    inbox = Inbox(*range(200))
    lanes = Lanes(inbox.handle, hush, inbox.more)
    for number in range(200):
        lanes.put(waiting(number, "anna"))
    lanes.stop()
    await lanes.run()
    assert inbox.seen == list(range(AT_HAND))


async def test_who_has_to_wait_for_another_try_takes_nobodys_place() -> None:
    """More people than places have an update that does not go; Boris is served, and a stop waits for none of them."""
    done: list[int] = []

    async def handle(item: Waiting) -> float | None:
        done.append(item.row_id)
        if item.sender == "boris":
            lanes.stop()
            return None
        return 3600

    lanes = Lanes(handle, hush, no_more)
    for number in range(2 * AT_ONCE):
        lanes.put(waiting(number, f"stuck {number}"))
    lanes.put(waiting(900, "boris"))
    await lanes.run()
    assert done == [*range(2 * AT_ONCE), 900]


async def test_an_update_is_tried_again_before_what_came_later() -> None:
    done: list[int] = []

    async def handle(item: Waiting) -> float | None:
        done.append(item.row_id)
        if item.row_id == 2:
            empty.set()
        return 0 if done.count(1) < 3 else None

    empty = asyncio.Event()
    lanes = Lanes(handle, hush, no_more)
    lanes.put(waiting(1, "anna"))
    lanes.put(waiting(2, "anna"))
    await run_until(empty, lanes)
    assert done == [1, 1, 1, 2]


async def test_a_flood_is_told_once_and_served_in_turn_with_everybody_else() -> None:
    """Anna has 200 taps before Boris has one: he is served as soon as a place is free, not after her."""
    inbox = Inbox(*range(200))
    said: list[str] = []

    async def crowded(item: Waiting) -> None:
        said.append(f"{item.sender}: one after the other")

    lanes = Lanes(inbox.handle, crowded, inbox.more)
    for number in range(200):
        lanes.put(waiting(number, "anna"))
    lanes.put(waiting(900, "boris"))
    await run_until(inbox.empty, lanes)
    assert said == ["anna: one after the other"]
    assert [item for item in inbox.seen if item != 900] == [*range(200)]
    assert inbox.seen.index(900) < 5


async def test_floods_of_more_people_than_there_are_places_hold_up_nobody() -> None:
    done: list[int] = []

    async def handle(item: Waiting) -> None:
        await asyncio.sleep(0)
        done.append(item.row_id)

    lanes = Lanes(handle, hush, no_more)
    for number in range(20 * AT_ONCE):
        lanes.put(waiting(number, f"flooding {number % (2 * AT_ONCE)}"))
    lanes.put(waiting(9000, "boris"))
    lanes.stop()
    await lanes.run()
    assert done.index(9000) <= 3 * AT_ONCE


async def test_what_is_in_line_already_is_not_lined_up_again() -> None:
    seen: list[int] = []

    async def handle(item: Waiting) -> None:
        seen.append(item.row_id)

    lanes = Lanes(handle, hush, no_more)
    for number in (1, 2, 1, 2, 3):
        lanes.put(waiting(number, "anna"))
    lanes.stop()
    await lanes.run()
    assert seen == [1, 2, 3]
