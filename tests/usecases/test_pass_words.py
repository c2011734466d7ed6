"""What `tick` and `rehearse` print has a word for every kind of message and every reason."""

from bot.domain.deliveries import DeliveryKind, Stage
from bot.texts import knows


def test_every_kind_of_message_and_every_stage_is_worded() -> None:
    keys = [f"delivery-{kind}" for kind in DeliveryKind] + [f"stage-{stage.replace('_', '-')}" for stage in Stage]
    assert [key for key in keys if not knows(key)] == []
