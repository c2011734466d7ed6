"""Order is kept per person, and people do not wait for each other."""

import asyncio

from bot.ui.lanes import AT_ONCE, Lanes
from bot.usecases.inbox import Waiting


def waiting(number: int, sender: str) -> Waiting:
    return Waiting(number, sender, {"update_id": number})


async def hush(item: Waiting) -> None:
    """Nobody is told anything."""


async def test_one_person_is_served_in_order_and_others_meanwhile() -> None:
    done: list[int] = []
    slow = asyncio.Event()

    async def handle(item: Waiting) -> None:
        if item.row_id == 1:
            await slow.wait()
        done.append(item.row_id)
        if item.row_id == 4:
            slow.set()

    lanes = Lanes(handle, hush)
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

    lanes = Lanes(handle, hush)
    for number in range(200):
        lanes.put(waiting(number, "anna"))
    lanes.stop()
    await lanes.run()
    assert most == 1
    assert seen == list(range(200))


async def test_a_flood_is_told_once_and_served_in_turn_with_everybody_else() -> None:
    """Anna has 200 taps before Boris has one: he is served as soon as a place is free, not after her."""
    done: list[int | str] = []

    async def handle(item: Waiting) -> None:
        await asyncio.sleep(0)
        done.append(item.row_id)

    async def crowded(item: Waiting) -> None:
        done.append(f"{item.sender}: one after the other")

    lanes = Lanes(handle, crowded)
    for number in range(200):
        lanes.put(waiting(number, "anna"))
    lanes.put(waiting(900, "boris"))
    lanes.stop()
    await lanes.run()
    assert [item for item in done if item != 900] == ["anna: one after the other", *range(200)]
    assert done.index(900) < 5


async def test_floods_of_more_people_than_there_are_places_hold_up_nobody() -> None:
    done: list[int] = []

    async def handle(item: Waiting) -> None:
        await asyncio.sleep(0)
        done.append(item.row_id)

    lanes = Lanes(handle, hush)
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

    lanes = Lanes(handle, hush)
    for number in (1, 2, 1, 2, 3):
        lanes.put(waiting(number, "anna"))
    lanes.stop()
    await lanes.run()
    assert seen == [1, 2, 3]
