"""Russian words made comparable: case, ё and white space do not matter when people search or type."""


def folded(text: str) -> str:
    """«  Отчёт за  МАЙ» → «отчет за май»."""
    return " ".join(text.casefold().replace("ё", "е").split())


def lowered(name: str) -> str:
    """A short name inside a sentence: «План работы» → «план работы»; «МЦПК и партнёры» stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
