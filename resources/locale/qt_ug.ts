<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- Qt ships no Uyghur. After a change: pyside6-lrelease qt_ug.ts -qm qt_ug.qm. Every text here needs native reader. -->
<TS version="2.1" language="ug_CN" sourcelanguage="en">
<context>
    <name>CloseButton</name>
    <message>
        <source>Close Tab</source>
        <translation>بەتكۈچنى تاقاش</translation>
    </message>
</context>
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>ھەممىنى تاللاش</translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation>كۆپەيتىش</translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation>ئازايتىش</translation>
    </message>
</context>
<context>
    <name>QComboBox</name>
    <message>
        <source>False</source>
        <translation>ياق</translation>
    </message>
    <message>
        <source>True</source>
        <translation>ھەئە</translation>
    </message>
    <message>
        <source>Open the combo box selection popup</source>
        <translation>تاللاش تىزىملىكىنى ئېچىش</translation>
    </message>
</context>
<context>
    <name>QCupsJobWidget</name>
    <message>
        <source>Job</source>
        <translation>ۋەزىپە</translation>
    </message>
    <message>
        <source>Job Control</source>
        <translation>ۋەزىپە باشقۇرۇش</translation>
    </message>
    <message>
        <source>Print Immediately</source>
        <translation>دەرھال بېسىش</translation>
    </message>
    <message>
        <source>None</source>
        <translation>يوق</translation>
    </message>
    <message>
        <source>Specific Time</source>
        <translation>بەلگىلەنگەن ۋاقىت</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>ئۆلچەملىك</translation>
    </message>
    <message>
        <source>Start:</source>
        <translation>باشلىنىشى:</translation>
    </message>
    <message>
        <source>End:</source>
        <translation>ئاخىرى:</translation>
    </message>
</context>
<context>
    <name>QCupsPrinterSupport</name>
    <message>
        <source>Authentication Needed</source>
        <translation>كىملىك دەلىللەش كېرەك</translation>
    </message>
    <message>
        <source>Authentication needed to use %1 on %2.</source>
        <translation>%2 دىكى %1 نى ئىشلىتىش ئۈچۈن كىملىك دەلىللەش كېرەك.</translation>
    </message>
    <message>
        <source>Authentication needed to use %1.</source>
        <translation>%1 نى ئىشلىتىش ئۈچۈن كىملىك دەلىللەش كېرەك.</translation>
    </message>
    <message>
        <source>Password:</source>
        <translation>پارول:</translation>
    </message>
    <message>
        <source>Username:</source>
        <translation>ئىشلەتكۈچى نامى:</translation>
    </message>
</context>
<context>
    <name>QDialog</name>
    <message>
        <source>What's This?</source>
        <translation>بۇ نېمە؟</translation>
    </message>
</context>
<context>
    <name>QDialogButtonBox</name>
    <message>
        <source>OK</source>
        <translation>جەزملەش</translation>
    </message>
</context>
<context>
    <name>QDockWidget</name>
    <message>
        <source>Close</source>
        <translation>تاقاش</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>لەيلىتىش</translation>
    </message>
    <message>
        <source>Closes the dock widget</source>
        <translation>كۆزنەكچىنى تاقايدۇ</translation>
    </message>
    <message>
        <source>Undocks and re-attaches the dock widget</source>
        <translation>كۆزنەكچىنى ئاجرىتىدۇ ياكى قايتا چاپلايدۇ</translation>
    </message>
</context>
<context>
    <name>QErrorMessage</name>
    <message>
        <source>&amp;OK</source>
        <translation>جەزملەش</translation>
    </message>
    <message>
        <source>&amp;Show this message again</source>
        <translation>بۇ ئۇچۇر يەنە كۆرسىتىلسۇن</translation>
    </message>
    <message>
        <source>An error occurred</source>
        <translation>خاتالىق كۆرۈلدى</translation>
    </message>
    <message>
        <source>Critical Error:</source>
        <translation>ئېغىر خاتالىق:</translation>
    </message>
    <message>
        <source>Debug Message:</source>
        <translation>سازلاش ئۇچۇرى:</translation>
    </message>
    <message>
        <source>Fatal Error:</source>
        <translation>ئەجەللىك خاتالىق:</translation>
    </message>
    <message>
        <source>Information:</source>
        <translation>ئۇچۇر:</translation>
    </message>
    <message>
        <source>Warning:</source>
        <translation>ئاگاھلاندۇرۇش:</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>%1
Directory not found.
Please verify the correct directory name was given.</source>
        <translation>%1
بۇ قىسقۇچ تېپىلمىدى.
قىسقۇچ نامىنىڭ توغرىلىقىنى تەكشۈرۈڭ.</translation>
    </message>
    <message>
        <source>%1
File not found.
Please verify the correct file name was given.</source>
        <translation>%1
بۇ ھۆججەت تېپىلمىدى.
ھۆججەت نامىنىڭ توغرىلىقىنى تەكشۈرۈڭ.</translation>
    </message>
    <message>
        <source>%1 File</source>
        <translation>%1 ھۆججىتى</translation>
    </message>
    <message>
        <source>%1 already exists.
Do you want to replace it?</source>
        <translation>%1 بار ئىكەن.
ئۇنىڭ ئورنىغا ئالماشتۇرامسىز؟</translation>
    </message>
    <message>
        <source>&amp;Choose</source>
        <translation>تاللاش</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>ئۆچۈرۈش</translation>
    </message>
    <message>
        <source>&amp;Look in:</source>
        <translation>ئىزدەيدىغان جاي:</translation>
    </message>
    <message>
        <source>Look in:</source>
        <translation>ئىزدەيدىغان جاي:</translation>
    </message>
    <message>
        <source>&amp;New Folder</source>
        <translation>يېڭى قىسقۇچ</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>ئېچىش</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>نامىنى ئۆزگەرتىش</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>ساقلاش</translation>
    </message>
    <message>
        <source>'%1' is write protected.
Do you want to delete it anyway?</source>
        <translation>«%1» يېزىشتىن قوغدالغان.
شۇنداقتىمۇ ئۆچۈرەمسىز؟</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>تەخەللۇس</translation>
    </message>
    <message>
        <source>All Files (*)</source>
        <translation>ھەممە ھۆججەت (*)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>ھەممە ھۆججەت (*)</translation>
    </message>
    <message>
        <source>Are you sure you want to delete '%1'?</source>
        <translation>«%1» نى راستلا ئۆچۈرەمسىز؟</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>قايتىش</translation>
    </message>
    <message>
        <source>Change to detail view mode</source>
        <translation>تەپسىلىي كۆرۈنۈشكە ئالماشتۇرۇش</translation>
    </message>
    <message>
        <source>Change to list view mode</source>
        <translation>تىزىم كۆرۈنۈشىگە ئالماشتۇرۇش</translation>
    </message>
    <message>
        <source>Could not delete directory.</source>
        <translation>قىسقۇچنى ئۆچۈرگىلى بولمىدى.</translation>
    </message>
    <message>
        <source>Create New Folder</source>
        <translation>يېڭى قىسقۇچ قۇرۇش</translation>
    </message>
    <message>
        <source>Create a New Folder</source>
        <translation>يېڭى قىسقۇچ قۇرۇش</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>ئۆچۈرۈش</translation>
    </message>
    <message>
        <source>Detail View</source>
        <translation>تەپسىلىي كۆرۈنۈش</translation>
    </message>
    <message>
        <source>Directories</source>
        <translation>قىسقۇچلار</translation>
    </message>
    <message>
        <source>Directory:</source>
        <translation>قىسقۇچ:</translation>
    </message>
    <message>
        <source>Drive</source>
        <translation>دىسكا</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ھۆججەت</translation>
    </message>
    <message>
        <source>File &amp;name:</source>
        <translation>ھۆججەت نامى:</translation>
    </message>
    <message>
        <source>File Folder</source>
        <translation>قىسقۇچ</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>ھۆججەتلەر</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>ھۆججەت تۈرى:</translation>
    </message>
    <message>
        <source>Files of type:</source>
        <translation>ھۆججەت تۈرى:</translation>
    </message>
    <message>
        <source>Find Directory</source>
        <translation>قىسقۇچ ئىزدەش</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>قىسقۇچ</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>ئالغا</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>قايتىش</translation>
    </message>
    <message>
        <source>Go forward</source>
        <translation>ئالغا مېڭىش</translation>
    </message>
    <message>
        <source>Go to the parent directory</source>
        <translation>ئۈستىدىكى قىسقۇچقا بېرىش</translation>
    </message>
    <message>
        <source>List View</source>
        <translation>تىزىم كۆرۈنۈشى</translation>
    </message>
    <message>
        <source>List of places and bookmarks</source>
        <translation>ئورۇنلار ۋە خەتكۈشلەر تىزىمى</translation>
    </message>
    <message>
        <source>My Computer</source>
        <translation>كومپيۇتېرىم</translation>
    </message>
    <message>
        <source>New Folder</source>
        <translation>يېڭى قىسقۇچ</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>ئېچىش</translation>
    </message>
    <message>
        <source>Parent Directory</source>
        <translation>ئۈستىدىكى قىسقۇچ</translation>
    </message>
    <message>
        <source>Recent Places</source>
        <translation>يېقىنقى ئورۇنلار</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>چىقىرىۋېتىش</translation>
    </message>
    <message>
        <source>Save As</source>
        <translation>باشقا نامدا ساقلاش</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>تېزلەتمە</translation>
    </message>
    <message>
        <source>Show </source>
        <translation>كۆرسىتىش </translation>
    </message>
    <message>
        <source>Show &amp;hidden files</source>
        <translation>يوشۇرۇن ھۆججەتلەرنى كۆرسىتىش</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>يان بالداق</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>نامەلۇم</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>Computer</source>
        <translation>كومپيۇتېر</translation>
    </message>
    <message>
        <source>My Computer</source>
        <translation>كومپيۇتېرىم</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>نامى</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>چوڭلۇقى</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>تۈرى</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>تۈرى</translation>
    </message>
    <message>
        <source>Date Modified</source>
        <translation>ئۆزگەرتىلگەن ۋاقتى</translation>
    </message>
    <message>
        <source>Invalid filename</source>
        <translation>ھۆججەت نامى خاتا</translation>
    </message>
    <message>
        <source>&lt;b&gt;The name "%1" cannot be used.&lt;/b&gt;&lt;p&gt;Try using another name, with fewer characters or no punctuation marks.</source>
        <translation>&lt;b&gt;«%1» دېگەن نامنى ئىشلەتكىلى بولمايدۇ.&lt;/b&gt;&lt;p&gt;قىسقىراق ياكى تىنىش بەلگىسى يوق باشقا نام ئىشلىتىپ بېقىڭ.</translation>
    </message>
</context>
<context>
    <name>QGnomeTheme</name>
    <message>
        <source>&amp;OK</source>
        <translation>جەزملەش</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>ساقلاش</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>بىكار قىلىش</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>تاقاش</translation>
    </message>
    <message>
        <source>Close without Saving</source>
        <translation>ساقلىماي تاقاش</translation>
    </message>
</context>
<context>
    <name>QInputDialog</name>
    <message>
        <source>Enter a value:</source>
        <translation>قىممەت كىرگۈزۈڭ:</translation>
    </message>
</context>
<context>
    <name>QKeySequenceEdit</name>
    <message>
        <source>Press shortcut</source>
        <translation>تېزلەتمە كۇنۇپكىنى بېسىڭ</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>يېنىۋېلىش</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>قايتىلاش</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>كېسىش</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>كۆچۈرۈش</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>چاپلاش</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>ئۆچۈرۈش</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>ھەممىنى تاللاش</translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>OK</source>
        <translation>جەزملەش</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ياردەم</translation>
    </message>
    <message>
        <source>Show Details...</source>
        <translation>تەپسىلاتىنى كۆرسىتىش…</translation>
    </message>
    <message>
        <source>Hide Details...</source>
        <translation>تەپسىلاتىنى يوشۇرۇش…</translation>
    </message>
    <message>
        <source>About Qt</source>
        <translation>Qt ھەققىدە</translation>
    </message>
</context>
<context>
    <name>QPageSetupWidget</name>
    <message>
        <source>Custom</source>
        <translation>ئۆزى بەلگىلەش</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>جەدۋەل</translation>
    </message>
    <message>
        <source>Height:</source>
        <translation>ئېگىزلىكى:</translation>
    </message>
    <message>
        <source>Inches (in)</source>
        <translation>دىيۇم (in)</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>توغرىسىغا</translation>
    </message>
    <message>
        <source>Margins</source>
        <translation>گىرۋەكلەر</translation>
    </message>
    <message>
        <source>Millimeters (mm)</source>
        <translation>مىللىمېتىر (mm)</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>يۆنىلىشى</translation>
    </message>
    <message>
        <source>Page &amp;order:</source>
        <translation>بەت تەرتىپى:</translation>
    </message>
    <message>
        <source>Page order:</source>
        <translation>بەت تەرتىپى:</translation>
    </message>
    <message>
        <source>Page Layout</source>
        <translation>بەت ئورۇنلاشتۇرۇش</translation>
    </message>
    <message>
        <source>Page size:</source>
        <translation>قەغەز چوڭلۇقى:</translation>
    </message>
    <message>
        <source>Pages &amp;per sheet:</source>
        <translation>ھەر ۋاراقتىكى بەت سانى:</translation>
    </message>
    <message>
        <source>Pages per sheet:</source>
        <translation>ھەر ۋاراقتىكى بەت سانى:</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>قەغەز</translation>
    </message>
    <message>
        <source>Paper source:</source>
        <translation>قەغەز مەنبەسى:</translation>
    </message>
    <message>
        <source>Points (pt)</source>
        <translation>نۇقتا (pt)</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>تىكىسىگە</translation>
    </message>
    <message>
        <source>Reverse landscape</source>
        <translation>تەتۈر توغرىسىغا</translation>
    </message>
    <message>
        <source>Reverse portrait</source>
        <translation>تەتۈر تىكىسىگە</translation>
    </message>
    <message>
        <source>Width:</source>
        <translation>كەڭلىكى:</translation>
    </message>
    <message>
        <source>bottom margin</source>
        <translation>ئاستى گىرۋەك</translation>
    </message>
    <message>
        <source>left margin</source>
        <translation>سول گىرۋەك</translation>
    </message>
    <message>
        <source>right margin</source>
        <translation>ئوڭ گىرۋەك</translation>
    </message>
    <message>
        <source>top margin</source>
        <translation>ئۈستى گىرۋەك</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>جەزملەش</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>ساقلاش</translation>
    </message>
    <message>
        <source>Save All</source>
        <translation>ھەممىنى ساقلاش</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>ئېچىش</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>ھەئە</translation>
    </message>
    <message>
        <source>Yes to &amp;All</source>
        <translation>ھەممىسىگە ھەئە</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>ياق</translation>
    </message>
    <message>
        <source>N&amp;o to All</source>
        <translation>ھەممىسىگە ياق</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>توختىتىش</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>قايتا سىناش</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>پەرۋا قىلماسلىق</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>تاقاش</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>بىكار قىلىش</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>ساقلىماسلىق</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ياردەم</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>قوللىنىش</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>ئەسلىگە قايتۇرۇش</translation>
    </message>
    <message>
        <source>Restore Defaults</source>
        <translation>كۆڭۈلدىكى تەڭشەككە قايتۇرۇش</translation>
    </message>
</context>
<context>
    <name>QPrintDialog</name>
    <message>
        <source>%1 already exists.
Do you want to overwrite it?</source>
        <translation>%1 بار ئىكەن.
ئۇنىڭ ئورنىغا يازامسىز؟</translation>
    </message>
    <message>
        <source>%1 does not follow the correct syntax. Please use ',' to separate ranges and pages, '-' to define ranges and make sure ranges do not intersect with each other.</source>
        <translation>%1 توغرا يېزىلمىغان. بەت ۋە دائىرىلەرنى ⁦,⁩ بىلەن ئايرىڭ، دائىرىنى ⁦-⁩ بىلەن يېزىڭ، دائىرىلەر قاپلىشىپ قالمىسۇن.</translation>
    </message>
    <message>
        <source>%1 is a directory.
Please choose a different file name.</source>
        <translation>%1 بىر قىسقۇچ.
باشقا ھۆججەت نامى تاللاڭ.</translation>
    </message>
    <message>
        <source>&amp;Options &lt;&lt;</source>
        <translation>تاللانمىلار &lt;&lt;</translation>
    </message>
    <message>
        <source>&amp;Options &gt;&gt;</source>
        <translation>تاللانمىلار &gt;&gt;</translation>
    </message>
    <message>
        <source>&amp;Print</source>
        <translation>بېسىش</translation>
    </message>
    <message>
        <source>All Pages</source>
        <translation>ھەممە بەت</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>ئاپتوماتىك</translation>
    </message>
    <message>
        <source>Bottom to Top, Left to Right</source>
        <translation>ئاستىدىن ئۈستىگە، سولدىن ئوڭغا</translation>
    </message>
    <message>
        <source>Bottom to Top, Right to Left</source>
        <translation>ئاستىدىن ئۈستىگە، ئوڭدىن سولغا</translation>
    </message>
    <message>
        <source>Left to Right, Bottom to Top</source>
        <translation>سولدىن ئوڭغا، ئاستىدىن ئۈستىگە</translation>
    </message>
    <message>
        <source>Left to Right, Top to Bottom</source>
        <translation>سولدىن ئوڭغا، ئۈستىدىن ئاستىغا</translation>
    </message>
    <message>
        <source>Right to Left, Bottom to Top</source>
        <translation>ئوڭدىن سولغا، ئاستىدىن ئۈستىگە</translation>
    </message>
    <message>
        <source>Right to Left, Top to Bottom</source>
        <translation>ئوڭدىن سولغا، ئۈستىدىن ئاستىغا</translation>
    </message>
    <message>
        <source>Top to Bottom, Left to Right</source>
        <translation>ئۈستىدىن ئاستىغا، سولدىن ئوڭغا</translation>
    </message>
    <message>
        <source>Top to Bottom, Right to Left</source>
        <translation>ئۈستىدىن ئاستىغا، ئوڭدىن سولغا</translation>
    </message>
    <message>
        <source>Duplex Settings Conflicts</source>
        <translation>قوش يۈز بېسىش تەڭشىكى توقۇنۇشتى</translation>
    </message>
    <message>
        <source>Even Pages</source>
        <translation>جۈپ بەتلەر</translation>
    </message>
    <message>
        <source>Odd Pages</source>
        <translation>تاق بەتلەر</translation>
    </message>
    <message>
        <source>File %1 is not writable.
Please choose a different file name.</source>
        <translation>%1 دېگەن ھۆججەتكە يازغىلى بولمايدۇ.
باشقا ھۆججەت نامى تاللاڭ.</translation>
    </message>
    <message>
        <source>Invalid Pages Definition</source>
        <translation>بەت دائىرىسى خاتا</translation>
    </message>
    <message>
        <source>Local file</source>
        <translation>مۇشۇ كومپيۇتېردىكى ھۆججەت</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>جەزملەش</translation>
    </message>
    <message>
        <source>Options 'Pages Per Sheet' and 'Page Set' cannot be used together.
Please turn one of those options off.</source>
        <translation>«ھەر ۋاراقتىكى بەت سانى» بىلەن «بەت توپى» نى بىللە ئىشلەتكىلى بولمايدۇ.
ئۇلارنىڭ بىرىنى تاقاڭ.</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>بېسىش</translation>
    </message>
    <message>
        <source>Print To File ...</source>
        <translation>ھۆججەتكە بېسىش…</translation>
    </message>
    <message>
        <source>Print to File (PDF)</source>
        <translation>ھۆججەتكە بېسىش (PDF)</translation>
    </message>
    <message>
        <source>The 'From' value cannot be greater than the 'To' value.</source>
        <translation>باشلىنىش بېتى ئاخىرقى بەتتىن چوڭ بولسا بولمايدۇ.</translation>
    </message>
    <message>
        <source>There are conflicts in duplex settings. Do you want to fix them?</source>
        <translation>قوش يۈز بېسىش تەڭشىكىدە توقۇنۇش بار. تۈزىتەمسىز؟</translation>
    </message>
    <message>
        <source>Write PDF file</source>
        <translation>PDF ھۆججەت يېزىش</translation>
    </message>
</context>
<context>
    <name>QPrintPreviewDialog</name>
    <message>
        <source>Export to PDF</source>
        <translation>PDF غا چىقىرىش</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>بىرىنچى بەت</translation>
    </message>
    <message>
        <source>Fit page</source>
        <translation>بەتكە ماسلاشتۇرۇش</translation>
    </message>
    <message>
        <source>Fit width</source>
        <translation>كەڭلىككە ماسلاشتۇرۇش</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>توغرىسىغا</translation>
    </message>
    <message>
        <source>Last page</source>
        <translation>ئاخىرقى بەت</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>كېيىنكى بەت</translation>
    </message>
    <message>
        <source>Page Setup</source>
        <translation>بەت تەڭشىكى</translation>
    </message>
    <message>
        <source>Page setup</source>
        <translation>بەت تەڭشىكى</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>تىكىسىگە</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>ئالدىنقى بەت</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>بېسىش</translation>
    </message>
    <message>
        <source>Print Preview</source>
        <translation>بېسىشتىن بۇرۇن كۆرۈش</translation>
    </message>
    <message>
        <source>Show facing pages</source>
        <translation>يانداش بەتلەرنى كۆرسىتىش</translation>
    </message>
    <message>
        <source>Show overview of all pages</source>
        <translation>ھەممە بەتنى كۆرسىتىش</translation>
    </message>
    <message>
        <source>Show single page</source>
        <translation>يەككە بەت كۆرسىتىش</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>چوڭايتىش</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>كىچىكلىتىش</translation>
    </message>
</context>
<context>
    <name>QPrintPropertiesDialog</name>
    <message>
        <source>Advanced Option Conflicts</source>
        <translation>ئالىي تاللانما توقۇنۇشتى</translation>
    </message>
    <message>
        <source>Job Options</source>
        <translation>ۋەزىپە تاللانمىلىرى</translation>
    </message>
    <message>
        <source>Page Setup Conflicts</source>
        <translation>بەت تەڭشىكى توقۇنۇشتى</translation>
    </message>
    <message>
        <source>Printer Properties</source>
        <translation>پرىنتېر خاسلىقى</translation>
    </message>
    <message>
        <source>There are conflicts in page setup options. Do you want to fix them?</source>
        <translation>بەت تەڭشىكىدە توقۇنۇش بار. تۈزىتەمسىز؟</translation>
    </message>
    <message>
        <source>There are conflicts in some advanced options. Do you want to fix them?</source>
        <translation>بەزى ئالىي تاللانمىلاردا توقۇنۇش بار. تۈزىتەمسىز؟</translation>
    </message>
</context>
<context>
    <name>QPrintPropertiesWidget</name>
    <message>
        <source>Advanced</source>
        <translation>ئالىي</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>جەدۋەل</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>بەت</translation>
    </message>
    <message>
        <source>There are conflicts in some options. Please fix them.</source>
        <translation>بەزى تاللانمىلاردا توقۇنۇش بار. تۈزىتىڭ.</translation>
    </message>
</context>
<context>
    <name>QPrintSettingsOutput</name>
    <message>
        <source>Collate</source>
        <translation>نۇسخا بويىچە تىزىش</translation>
    </message>
    <message>
        <source>Color</source>
        <translation>رەڭلىك</translation>
    </message>
    <message>
        <source>Color Mode</source>
        <translation>رەڭ ھالىتى</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>نۇسخا سانى</translation>
    </message>
    <message>
        <source>Copies:</source>
        <translation>نۇسخا سانى:</translation>
    </message>
    <message>
        <source>Current Page</source>
        <translation>ھازىرقى بەت</translation>
    </message>
    <message>
        <source>Double Sided Printing</source>
        <translation>قوش يۈزىگە بېسىش</translation>
    </message>
    <message>
        <source>Duplex Printing</source>
        <translation>قوش يۈزىگە بېسىش</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>جەدۋەل</translation>
    </message>
    <message>
        <source>Grayscale</source>
        <translation>كۈلرەڭ</translation>
    </message>
    <message>
        <source>Long side</source>
        <translation>ئۇزۇن تەرىپى</translation>
    </message>
    <message>
        <source>Long side binding</source>
        <translation>ئۇزۇن تەرىپىدىن تۈپلەش</translation>
    </message>
    <message>
        <source>None</source>
        <translation>يوق</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>تاقاق</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>تاللانمىلار</translation>
    </message>
    <message>
        <source>Output Settings</source>
        <translation>چىقىرىش تەڭشىكى</translation>
    </message>
    <message>
        <source>Page &amp;Set:</source>
        <translation>بەت توپى:</translation>
    </message>
    <message>
        <source>Page Set:</source>
        <translation>بەت توپى:</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>بەتلەر</translation>
    </message>
    <message>
        <source>Pages from</source>
        <translation>بەت، باشلىنىشى</translation>
    </message>
    <message>
        <source>Print all</source>
        <translation>ھەممىنى بېسىش</translation>
    </message>
    <message>
        <source>Print range</source>
        <translation>بېسىش دائىرىسى</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>تەتۈر تەرتىپتە</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>تاللانغىنى</translation>
    </message>
    <message>
        <source>Short side</source>
        <translation>قىسقا تەرىپى</translation>
    </message>
    <message>
        <source>Short side binding</source>
        <translation>قىسقا تەرىپىدىن تۈپلەش</translation>
    </message>
    <message>
        <source>Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.</source>
        <translation>بەت ياكى دائىرىلەرنى پەش بىلەن ئايرىپ يېزىڭ. دائىرە سىزىقچە بىلەن ئايرىلغان ئىككى ساندىن تۈزۈلىدۇ. مەسىلەن، ⁦3,5-7,9⁩ يېزىلسا 3، 5، 6، 7 ۋە 9-بەتلەر بېسىلىدۇ.</translation>
    </message>
    <message>
        <source>to</source>
        <translation>گىچە</translation>
    </message>
</context>
<context>
    <name>QPrintWidget</name>
    <message>
        <source>&amp;Name:</source>
        <translation>نامى:</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>جەدۋەل</translation>
    </message>
    <message>
        <source>Location:</source>
        <translation>ئورنى:</translation>
    </message>
    <message>
        <source>Output &amp;file:</source>
        <translation>چىقىرىدىغان ھۆججەت:</translation>
    </message>
    <message>
        <source>P&amp;roperties</source>
        <translation>خاسلىقى</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>ئالدىن كۆرۈش</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>پرىنتېر</translation>
    </message>
    <message>
        <source>Type:</source>
        <translation>تۈرى:</translation>
    </message>
</context>
<context>
    <name>QProgressDialog</name>
    <message>
        <source>Cancel</source>
        <translation>بىكار قىلىش</translation>
    </message>
</context>
<context>
    <name>QScrollBar</name>
    <message>
        <source>Scroll here</source>
        <translation>بۇ يەرگە سۈرۈش</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>بېشى</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>ئاخىرى</translation>
    </message>
    <message>
        <source>Left edge</source>
        <translation>سول چېتى</translation>
    </message>
    <message>
        <source>Right edge</source>
        <translation>ئوڭ چېتى</translation>
    </message>
    <message>
        <source>Page up</source>
        <translation>بىر بەت ئۈستىگە</translation>
    </message>
    <message>
        <source>Page down</source>
        <translation>بىر بەت ئاستىغا</translation>
    </message>
    <message>
        <source>Page left</source>
        <translation>بىر بەت سولغا</translation>
    </message>
    <message>
        <source>Page right</source>
        <translation>بىر بەت ئوڭغا</translation>
    </message>
    <message>
        <source>Scroll up</source>
        <translation>ئۈستىگە سۈرۈش</translation>
    </message>
    <message>
        <source>Scroll down</source>
        <translation>ئاستىغا سۈرۈش</translation>
    </message>
    <message>
        <source>Scroll left</source>
        <translation>سولغا سۈرۈش</translation>
    </message>
    <message>
        <source>Scroll right</source>
        <translation>ئوڭغا سۈرۈش</translation>
    </message>
</context>
<context>
    <name>QTabBar</name>
    <message>
        <source>Scroll Left</source>
        <translation>سولغا سۈرۈش</translation>
    </message>
    <message>
        <source>Scroll Right</source>
        <translation>ئوڭغا سۈرۈش</translation>
    </message>
</context>
<context>
    <name>QUndoGroup</name>
    <message>
        <source>Undo</source>
        <translation>يېنىۋېلىش</translation>
    </message>
    <message>
        <source>Undo %1</source>
        <translation>يېنىۋېلىش: %1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>قايتىلاش</translation>
    </message>
    <message>
        <source>Redo %1</source>
        <translation>قايتىلاش: %1</translation>
    </message>
</context>
<context>
    <name>QUndoStack</name>
    <message>
        <source>Undo</source>
        <translation>يېنىۋېلىش</translation>
    </message>
    <message>
        <source>Undo %1</source>
        <translation>يېنىۋېلىش: %1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>قايتىلاش</translation>
    </message>
    <message>
        <source>Redo %1</source>
        <translation>قايتىلاش: %1</translation>
    </message>
</context>
<context>
    <name>QWhatsThisAction</name>
    <message>
        <source>What's This?</source>
        <translation>بۇ نېمە؟</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>يېنىۋېلىش</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>قايتىلاش</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>كېسىش</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>كۆچۈرۈش</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>چاپلاش</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>ئۆچۈرۈش</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>ھەممىنى تاللاش</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>ئۇلانما ئادرېسىنى كۆچۈرۈش</translation>
    </message>
</context>
<context>
    <name>QWizard</name>
    <message>
        <source>&amp;Finish</source>
        <translation>تاماملاش</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ياردەم</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>كېيىنكى</translation>
    </message>
    <message>
        <source>&amp;Next &gt;</source>
        <translation>كېيىنكى &gt;</translation>
    </message>
    <message>
        <source>&lt; &amp;Back</source>
        <translation>&lt; قايتىش</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>بىكار قىلىش</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>تاپشۇرۇش</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>داۋاملاشتۇرۇش</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تامام</translation>
    </message>
    <message>
        <source>Go Back</source>
        <translation>قايتىش</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ياردەم</translation>
    </message>
</context>
</TS>
