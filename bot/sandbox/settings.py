"""What may be switched while the sandbox runs."""

from dataclasses import asdict, dataclass, fields

from bot.sandbox.errors import ControlError
from bot.sandbox.wire import Json


@dataclass(slots=True)
class Settings:
    """Limits of the Bot API that are undocumented or reported by the community only, and the switch of rate limits."""

    rate_limits: bool = False
    overall_per_second: float = 30.0
    chat_per_second: float = 1.0
    chat_burst: int = 5
    callback_seconds: float = 60.0
    """How long a tap may be answered."""
    callback_retention: float = 150.0
    """How long an undelivered tap is kept."""
    update_retention: float = 86_400.0
    """How long other undelivered updates are kept."""
    delete_seconds: float = 172_800.0
    """How long a message may be deleted for everyone."""
    inline_buttons: int = 100
    markup_bytes: int = 10_240
    download_bytes: int = 20 * 1024 * 1024
    upload_bytes: int = 50 * 1024 * 1024
    photo_bytes: int = 10 * 1024 * 1024

    def wire(self) -> Json:
        return asdict(self)

    def change(self, values: Json) -> None:
        """Take over known keys; raises ControlError for an unknown key or a value of another kind."""
        known = {field.name for field in fields(self)}
        for name, value in values.items():
            if name not in known:
                raise ControlError("unknown_setting", f"no such setting: {name}")
            if not isinstance(value, int | float) or (isinstance(getattr(self, name), bool) != isinstance(value, bool)):
                raise ControlError("bad_setting", f"{name} is of another kind")
        for name, value in values.items():
            setattr(self, name, value)
