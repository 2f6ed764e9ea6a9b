"""Content types of H5P by their semantics: what asks and what tells comes in, the rest is named."""

from client.courses.content import ChoiceQuestion, ClozeQuestion, MatchingQuestion, OrderingQuestion, TextQuestion
from client.courses.importing import Imported
from client.courses.importing.reading import read_blocking
from tests.client.courses.importing.exported import SOUND, h5p

A, B = {"path": "images/a.png", "mime": "image/png"}, {"path": "images/b.png", "mime": "image/png"}


def image(file: dict[str, str], alt: str = "") -> dict[str, object]:
    return {"library": "H5P.Image 1.1", "params": {"file": file, "alt": alt}}


def read(library: str, params: dict[str, object]) -> Imported:
    return read_blocking(h5p(library, params), "课.h5p")


def test_a_picture_or_a_recording_above_a_question_comes_along() -> None:
    seen = {"question": "对吗", "correct": "true", "media": {"type": image(A, "一条河"), "disableImageZooming": False}}
    [question] = read("H5P.TrueFalse", seen).courses[0].questions
    assert question.text.startswith("![一条河](pictures/")
    audio = {"type": {"library": "H5P.Audio 1.5", "params": {"files": [SOUND]}}}
    heard: dict[str, object] = {"question": "对吗", "correct": "true", "media": audio}
    found = read("H5P.TrueFalse", heard)
    [question] = found.courses[0].questions
    path = question.text.splitlines()[-1].removeprefix("![](").removesuffix(")")
    assert found.files[path] == b"ID3"


def test_blanks_listed_beside_their_text() -> None:
    blanks = [
        {"correctAnswerText": "蓝/蓝色", "incorrectAnswersList": [{"incorrectAnswerText": "红"}]},
        {"correctAnswerText": "绿"},
    ]
    params = {"content": {"task": "填一填", "blanksText": "<p>天是___的，草是____的</p>", "blanksList": blanks}}
    [question] = read("H5P.AdvancedBlanks", {**params, "behaviour": {"mode": "typing"}}).courses[0].questions
    assert isinstance(question, ClozeQuestion)
    assert [gap.kind for gap in question.gaps] == ["text", "text"]
    assert question.text == "填一填\n\n天是[[1]]的，草是[[2]]的"
    [chosen] = read("H5P.AdvancedBlanks", {**params, "behaviour": {"mode": "selection"}}).courses[0].questions
    assert isinstance(chosen, ClozeQuestion)
    assert [gap.kind for gap in chosen.gaps] == ["choice", "text"]


def test_a_crossword_asks_its_clues_and_one_broken_word_does_not_take_the_others_with_it() -> None:
    words = [{"clue": "首都", "answer": "北京"}, {"clue": "没有答案", "answer": ""}, {"clue": "大河", "answer": "长江"}]
    found = read("H5P.Crossword", {"words": words})
    first, second = found.courses[0].questions
    assert isinstance(first, TextQuestion)
    assert (first.text, first.accepted) == ("首都 （2 个字）", ("北京",))
    assert second.text.startswith("大河")
    assert [entry.reason for entry in found.skipped] == ["没有写出答案"]


def test_a_dictation_is_heard_and_written() -> None:
    [question] = read("H5P.Dictation", {"sentences": [{"sample": [SOUND], "text": "春眠不觉晓"}]}).courses[0].questions
    assert isinstance(question, TextQuestion)
    assert question.accepted == ("春眠不觉晓",)
    assert "](media/" in question.text


def test_pictures_to_choose_to_pair_and_to_order() -> None:
    options = [{"media": image(A, "圆"), "correct": True}, {"media": image(B, "方"), "correct": False}]
    [choice] = read("H5P.MultiMediaChoice", {"question": "哪个是圆？", "options": options}).courses[0].questions
    assert isinstance(choice, ChoiceQuestion)
    assert [option.startswith("![") for option in choice.options] == [True, True]
    cards = [{"image": A, "match": B}, {"image": B, "match": A}]
    [pairs] = read("H5P.ImagePair", {"taskDescription": "配对", "cards": cards}).courses[0].questions
    assert isinstance(pairs, MatchingQuestion)
    sequence = [{"image": A, "imageDescription": "先"}, {"image": B, "imageDescription": "后"}]
    [order] = read("H5P.ImageSequencing", {"taskDescription": "排", "sequenceImages": sequence}).courses[0].questions
    assert isinstance(order, OrderingQuestion)
    assert [item.split("\n\n")[1] for item in order.items] == ["先", "后"]


def test_what_tells_is_told() -> None:
    text = {"library": "H5P.AdvancedText 1.1", "params": {"text": "<p>花蕊</p>"}}
    spots = {"image": A, "hotspots": [{"header": "中间", "content": [text]}]}
    assert "花蕊" in body(read("H5P.ImageHotspots", spots))
    date = {"startDate": "1949,10,1", "headline": "成立", "text": "<p>典礼</p>"}
    assert "典礼" in body(read("H5P.Timeline", {"timeline": {"headline": "历史", "date": [date]}}))
    slide = {"library": "H5P.ImageSlide 1.0", "params": {"image": image(A, "山")}}
    assert "![山]" in body(read("H5P.ImageSlider", {"imageSlides": [slide]}))
    page = {"library": "H5P.StandardPage 1.5", "params": {"elementList": [text]}}
    assert "花蕊" in body(read("H5P.DocumentationTool", {"pagesList": [page]}))
    intro = {"showIntroPage": True, "introduction": "<p>先看一看</p>"}
    asked = {"library": "H5P.TrueFalse 1.8", "params": {"question": "对吗", "correct": "true"}}
    assert body(read("H5P.QuestionSet", {"introPage": intro, "questions": [asked]})) == "先看一看"


def body(found: Imported) -> str:
    return "\n".join(segment.body for lesson in found.courses[0].lessons for segment in lesson.segments).strip()


def test_what_cannot_be_shown_is_named_with_its_reason() -> None:
    kinds = ["H5P.DragQuestion", "H5P.FindTheWords", "H5P.SpeakTheWords", "H5P.Questionnaire", "H5P.Chart"]
    column = [{"content": {"library": f"{kind} 1.0", "params": {}}} for kind in kinds]
    column.append({"content": {"library": "H5P.Text 1.1", "params": {"text": "读"}}})
    found = read("H5P.Column", {"content": column})
    assert len(found.skipped) == len(kinds)
    assert "还不支持 H5P.Chart" in [entry.reason for entry in found.skipped]
