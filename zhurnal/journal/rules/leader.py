"""How the college's word for the leader of a group is declined."""


def dative(words: str) -> str:
    """«куратор» → «куратору», «классный руководитель» → «классному руководителю», «руководитель группы» → «руководителю группы»."""
    found, noun = [], False
    for word in words.split():
        found.append(word if noun else _dative(word))
        noun = noun or not word.endswith(("ый", "ий"))
    return " ".join(found)


def _dative(word: str) -> str:
    if word.endswith(("ый", "ий")):
        return f"{word[:-2]}ому"
    if word.endswith("ь"):
        return f"{word[:-1]}ю"
    return f"{word}у" if word[-1:] not in "аяоеуыи" else word


def instrumental(words: str) -> str:
    """«куратор» → «куратором», «классный руководитель» → «классным руководителем»."""
    found, noun = [], False
    for word in words.split():
        found.append(word if noun else _instrumental(word))
        noun = noun or not word.endswith(("ый", "ий"))
    return " ".join(found)


def _instrumental(word: str) -> str:
    if word.endswith(("ый", "ий")):
        return f"{word[:-1]}м"
    if word.endswith("ь"):
        return f"{word[:-1]}ем"
    return f"{word}ом" if word[-1:] not in "аяоеуыи" else word
