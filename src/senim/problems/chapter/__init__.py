"""The chapter of an area: what keeps happening here, why, who does what, did it work. Made anew when asked.

    ask(actor=..., paths=..., since=..., until=...)   asks; a job makes it in three languages, with progress
    figures.of_area(paths, period)                    every number of the chapter, once, without a language
    parts.document(facts, files, language)            the chapter as headings, paragraphs, tables and drawings
    render.html / render.pdf / render.word            the same document as a web page, as PDF and as .docx

No point of a home, no person, no words of an applicant; fewer than five are pooled.
"""
