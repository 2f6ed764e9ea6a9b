"""Open edX's open learning XML (OLX): courses and libraries, as folders or as tar.gz.

course     the tree: chapters are modules, sequentials lessons, verticals and their components segments
problem    a `<problem>` as questions, one a response
numbers    numbers as edX lets authors write them
dragging   drag and drop as pairs
written    the short way of writing problems, `( ) no (x) yes`, as that XML
single     a problem or a page that comes alone
"""
