"""QTI 1.2 as Canvas writes it, and as others do where it fits.

https://www.imsglobal.org/question/qtiv1p2/imsqti_asi_bindv1p2.html; what Canvas adds stands in
`itemmetadata`. Files and packages are read by `interchange.qti.read`.
"""
