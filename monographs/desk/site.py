from django.contrib import admin

admin.site.site_header = "medsite desk"
admin.site.site_title = "medsite desk"
admin.site.index_title = "Editorial desk"
# Nothing here may be deleted by the handful.
admin.site.disable_action("delete_selected")
