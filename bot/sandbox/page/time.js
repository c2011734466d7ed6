// Virtual time, and days in the zone that the page shows.

const zoneKey = "sandbox-zone";
export const zones = ["Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Barnaul",
  "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan", "Asia/Kamchatka"];
export const zoneNames = { "Europe/Kaliningrad": "Калининград", "Europe/Moscow": "Москва", "Europe/Samara": "Самара",
  "Asia/Yekaterinburg": "Екатеринбург", "Asia/Omsk": "Омск", "Asia/Barnaul": "Барнаул", "Asia/Krasnoyarsk": "Красноярск", "Asia/Irkutsk": "Иркутск",
  "Asia/Yakutsk": "Якутск", "Asia/Vladivostok": "Владивосток", "Asia/Magadan": "Магадан", "Asia/Kamchatka": "Камчатка" };

let drift = 0;
export let zone = localStorage.getItem(zoneKey) || "Europe/Moscow";

export const setClock = (clock) => { drift = Date.parse(clock.now) - Date.now(); };
export const setZone = (name) => { zone = name; localStorage.setItem(zoneKey, name); };
export const now = () => new Date(Date.now() + drift);

const format = (options) => (moment) => new Intl.DateTimeFormat("ru-RU", { timeZone: zone, ...options }).format(moment);
export const clockTime = (moment) => format({ hour: "2-digit", minute: "2-digit" })(moment);
export const clockSeconds = (moment) => format({ hour: "2-digit", minute: "2-digit", second: "2-digit" })(moment);
export const dayTiny = format({ weekday: "short", day: "numeric", month: "short" });
export const dayShort = (moment) => format({ weekday: "short", day: "numeric", month: "short", year: "numeric" })(moment).replace(" г.", "");
export const dayLong = (moment) => format({ weekday: "long", day: "numeric", month: "long", year: "numeric" })(moment).replace(" г.", "");
export const dayOf = (moment) => format({ day: "numeric", month: "long" })(moment);

/** Year, month, day, hour, minute and weekday (0: Sunday) of a moment in the shown zone. */
export function parts(moment) {
  const found = {};
  const shape = { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" };
  for (const { type, value } of new Intl.DateTimeFormat("en-US", shape).formatToParts(moment)) found[type] = Number(value);
  found.weekday = new Date(Date.UTC(found.year, found.month - 1, found.day)).getUTCDay();
  return found;
}

/** The moment at which the clocks of the shown zone say so; days beyond a month roll over. */
export function at(year, month, day, hour, minute) {
  const wanted = Date.UTC(year, month - 1, day, hour, minute);
  let guess = wanted;
  for (let turn = 0; turn < 2; turn += 1) {
    const seen = parts(new Date(guess));
    guess += wanted - Date.UTC(seen.year, seen.month - 1, seen.day, seen.hour, seen.minute);
  }
  return new Date(guess);
}

const inDays = (days, hour, minute = 0) => {
  const today = parts(now());
  return at(today.year, today.month, today.day + days, hour, minute);
};

/** Where the clock may be moved by one press; the small ones only in its dialog. */
export const jumps = [
  { name: "+1 час", small: true, moment: () => new Date(now().getTime() + 3_600_000) },
  { name: "днём", moment: () => (inDays(0, 15) > now() ? inDays(0, 15) : inDays(1, 15)) },
  { name: "завтра утром", moment: () => inDays(1, 8) },
  { name: "к ближайшему четвергу", moment: nextThursday },
  { name: "через неделю", moment: () => { const today = parts(now()); return inDays(7, today.hour, today.minute); } },
];

/** The next Thursday 8:00; on a Thursday morning before that, the same day. */
function nextThursday() {
  const today = parts(now());
  const days = (4 - today.weekday + 7) % 7;
  const first = inDays(days, 8);
  return first > now() ? first : inDays(days + 7, 8);
}

/** For <input type="datetime-local">. */
export function fieldValue(moment) {
  const p = parts(moment);
  const two = (number) => String(number).padStart(2, "0");
  return `${p.year}-${two(p.month)}-${two(p.day)}T${two(p.hour)}:${two(p.minute)}`;
}

export function fromField(value) {
  const [year, month, day, hour, minute] = value.split(/\D/).map(Number);
  return at(year, month, day, hour, minute);
}
